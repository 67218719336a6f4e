"""Mail: headers and body as a reader sees them, what hangs on it as children."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from extract.extract import extract
from extract.limits import Limits


def message(text: str = "Dear Sir\n\nPlease find it attached.") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Information Team <foi@force.example>"
    mail["To"] = "someone@example.org"
    mail["Subject"] = "Réponse to FOI 12/24"
    mail["Date"] = "Mon, 06 Jan 2020 10:00:00 +0000"
    mail.set_content(text)
    return mail


def test_headers_and_body_are_text_and_attachments_are_children() -> None:
    mail = message()
    mail.add_attachment("Force,Count\nKent,3\n", subtype="csv", filename="data.csv")

    document = extract(mail.as_bytes())

    assert document.title == "Réponse to FOI 12/24"
    assert document.text.startswith("From: Information Team <foi@force.example>\n")
    assert document.text.endswith("Dear Sir\n\nPlease find it attached.")
    [child] = document.children
    assert child.name == "data.csv"
    assert child.tables[0].rows == (("Kent", "3"),)


def test_of_two_ways_to_say_the_same_the_plain_one_is_read() -> None:
    mail = message()
    mail.add_alternative("<p>Dear Sir</p><p>Please find it attached.</p>", subtype="html")

    assert extract(mail.as_bytes()).text.count("Please find it attached.") == 1


def test_messages_inside_messages_are_children_of_children() -> None:
    inner = message("The innermost words.")
    for _ in range(3):
        outer = message("See below.")
        outer.add_attachment(inner)
        inner = outer

    document = extract(inner.as_bytes())
    words = []
    while True:
        words.append(document.text.splitlines()[-1])
        if not document.children:
            break
        [document] = document.children

    assert words == ["See below."] * 3 + ["The innermost words."]


def test_a_uuencoded_file_in_the_text_is_a_child_and_no_text() -> None:
    mail = message("Before.\nbegin 644 note.txt\n#0V%T\n`\nend\nAfter.")

    document = extract(mail.as_bytes())

    assert [(child.name, child.text) for child in document.children] == [("note.txt", "Cat")]
    assert "begin 644" not in document.text


def test_a_folder_of_mail_is_a_child_for_each_message() -> None:
    body = b"".join(
        b"From a@b.example Mon Jan  6 10:00:00 2020\n" + message(text).as_bytes() + b"\n"
        for text in ("One.", "Two.")
    )

    document = extract(body)

    assert document.media_type == "application/mbox"
    assert [child.text.splitlines()[-1] for child in document.children] == ["One.", "Two."]


def test_more_children_than_the_limit_are_an_error_that_keeps_the_first() -> None:
    mail = message()
    for number in range(5):
        mail.add_attachment(f"text {number}", filename=f"{number}.txt")

    document = extract(mail.as_bytes(), limits=Limits(children=3))

    assert len(document.children) == 3
    assert document.error
    assert document.error.code == "too-large"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("utf-7-conversion.eml", "Delivery Status Notification"),
        ("no-part-charset-bad-utf8.eml", "Subject:"),
        ("multipart-no-final-boundary.eml", "acknowledgement"),
        ("nested-attachments-premature-end.eml", "Subject:"),
        ("russian.eml", "Ваш сайт"),
    ],
)
def test_real_broken_mail_is_read(corpus: Path, name: str, words: str) -> None:
    document = extract((corpus / "alaveteli" / name).read_bytes(), name=name)

    assert document.error is None
    assert words in document.text


def test_winmail_gives_up_its_attachments(corpus: Path) -> None:
    body = (corpus / "alaveteli/incoming-request-tnef-attachments.eml").read_bytes()

    [wrapped] = extract(body).children

    assert wrapped.media_type == "application/vnd.ms-tnef"
    assert wrapped.children
    assert all(child.name for child in wrapped.children)


def test_outlook_messages_are_read_with_sender_and_attachments(corpus: Path) -> None:
    document = extract((corpus / "trouble-tika/test-outlook2003.msg").read_bytes())

    assert document.labels["Subject"] == "Welcome to Microsoft Office Outlook 2003"
    assert "Thank you for using" in document.text
    assert document.children
