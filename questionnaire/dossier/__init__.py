"""What people take along: papers, visits, time limits, letters; on the page and on paper.

Everything is made from the answers in the cookie when it is asked for, in memory,
and kept nowhere.
"""
