"""The forms of the CMS, filled in and sent as a browser does it."""

import re

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from rights import bundle
from rights.models import Right


def address(entry, action="edit") -> str:
    return reverse(entry.snippet_viewset.get_url_name(action), args=[entry.pk])


def open_form(client, entry, url=None) -> dict:
    """All fields of the edit form as a browser would send them."""
    page = client.get(url or address(entry))
    assert page.status_code == 200
    form = BeautifulSoup(page.content, "html.parser").select_one("form[data-edit-form]")
    data = {}
    for tag in form.select("input, textarea, select"):
        name = tag.get("name")
        if not name or "__prefix__" in name or tag.find_parent("template"):
            continue
        if tag.name == "select":
            data[name] = [o["value"] for o in tag.select("option[selected]")]
        elif tag.get("type") in ("checkbox", "radio"):
            if tag.has_attr("checked"):
                data.setdefault(name, []).append(tag.get("value", "on"))
        elif tag.name == "textarea":
            data[name] = re.sub("^\n", "", tag.text)
        else:
            data[name] = tag.get("value", "")
    return data


def save(client, entry, data, publish=False):
    if publish:
        data = {**data, "action-publish": "action-publish"}
    return client.post(address(entry), data, follow=True)


def messages(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def published() -> bundle.Bundle:
    bundle.forget()
    return bundle.current()


def as_(client, name):
    client.force_login(User.objects.get(username=name))
    return in_english(client)


def in_english(client):
    """The CMS speaks the language of the browser."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def two_institutions() -> dict[str, Right]:
    """Ann edits the right of A, Bob the right of B, Cas none."""
    rights = {}
    for name, right in zip("AB", Right.objects.order_by("code"), strict=False):
        collection = Collection.get_first_root_node().add_child(name=f"Institution {name}")
        group = Group.objects.create(name=f"Editors of {name}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        group.permissions.add(Permission.objects.get(codename="translate_nl"))
        for action in ("add", "change", "publish"):
            permission = Permission.objects.get(codename=f"{action}_right")
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=permission
            )
        Right.objects.filter(pk=right.pk).update(collection=collection)
        rights[name] = Right.objects.get(pk=right.pk)
    for name, group in (("ann", "Editors of A"), ("bob", "Editors of B"), ("cas", None)):
        person = User.objects.create_user(name)
        if group:
            person.groups.add(Group.objects.get(name=group))
        else:
            person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return rights
