"""Reading aloud: with a voice of the device in the reader's language, else no button at all."""

import pytest
from look import record_traffic, violations_light_and_dark

pytestmark = pytest.mark.browser
# The browser of the tests has no voices: these two stand in for those of a device.
VOICES = """
const said = window.said = [];
const voices = [
  { lang: "nl-BE", localService: true, name: "of the device" },
  { lang: "fr-FR", localService: false, name: "of a network" },
];
class Utterance { constructor(text) { this.text = text } }
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false, getVoices: () => voices, addEventListener() {},
  cancel() { this.speaking = false },
  speak(one) { said.push([one.text, one.lang, one.voice?.name]); this.speaking = true;
    if (said.length < 4) setTimeout(one.onend) },
} });
"""
BUTTON = ".aloud button"


def test_without_a_voice_there_is_no_button(page, published):
    page.goto(published["nl"][-1])
    assert not page.locator(BUTTON).is_visible()


def test_a_voice_of_the_network_is_not_used(page, published):
    page.add_init_script(VOICES)
    page.goto(published["fr"][-1])
    assert not page.locator(BUTTON).is_visible()


@pytest.mark.parametrize("end", ["", "kort/"])
def test_it_reads_part_after_part_and_stops_when_asked(page, published, end):
    page.add_init_script(VOICES)
    requests = record_traffic(page)
    page.goto(published["nl"][-1] + end, wait_until="networkidle")
    before = len(requests)
    page.get_by_role("button", name="Lees voor").click()
    page.wait_for_function("() => said.length === 4")
    texts = page.evaluate("said")
    assert page.locator("h1").inner_text() in [text for text, _, _ in texts]
    assert all(lang == "nl" and voice == "of the device" for _, lang, voice in texts)
    page.get_by_role("button", name="Stop met voorlezen").click()
    assert page.get_by_role("button", name="Lees voor").is_visible()
    assert len(requests) == before


def test_the_button_has_no_fault(page, published):
    page.add_init_script(VOICES)
    page.goto(published["nl"][-1])
    assert page.locator(BUTTON).bounding_box()["height"] >= 44
    assert not violations_light_and_dark(page)
