// A mail as bytes: what is in them, and what is refused.
#include "handlers/mail/message.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

MailMessage receipt() {
  return {.from = {"Accolade", "award@example.org"},
          .to = {"", "ana@example.org"},
          .subject = "We have your nomination",
          .text = "Dear Ana,\n\nYour nomination is in.\n",
          .message_id = "42.receipt@example.org",
          .date = parse_instant("2026-03-02T16:00:00Z").value()};
}

MailMessage with(auto change) {
  MailMessage mail = receipt();
  change(mail);
  return mail;
}

std::string refusal_of(const MailMessage& mail) {
  const Outcome<std::string> bytes = bytes_of(mail);
  return bytes ? "written" : bytes.refusal().sentence;
}

TEST(Message, OfTextAloneIsOnePart) {
  const Outcome<std::string> bytes = bytes_of(receipt());

  ASSERT_TRUE(bytes) << bytes.refusal().sentence;
  EXPECT_EQ(*bytes,
            "Date: Mon, 02 Mar 2026 16:00:00 +0000\r\n"
            "From: Accolade <award@example.org>\r\n"
            "Subject: We have your nomination\r\n"
            "To: ana@example.org\r\n"
            "Message-Id: <42.receipt@example.org>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=us-ascii\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Dear Ana,\r\n\r\nYour nomination is in.\r\n");
}

TEST(Message, WithHtmlOffersBothAndIsTheSameEachTime) {
  const MailMessage mail = with([](MailMessage& m) { m.html = "<p>Dear Ana,</p>"; });

  const Outcome<std::string> bytes = bytes_of(mail);

  ASSERT_TRUE(bytes) << bytes.refusal().sentence;
  EXPECT_EQ(*bytes, *bytes_of(mail));
  EXPECT_NE(bytes->find("Content-Type: multipart/alternative;"), std::string::npos) << *bytes;
  EXPECT_LT(bytes->find("text/plain"), bytes->find("text/html"));
}

TEST(Message, IsAsciiWithShortLinesWhateverItSays) {
  const MailMessage mail = with([](MailMessage& m) {
    m.subject = std::string(30, 'x') + " Über ä " + std::string(60, 'y') + " naïve 日本語 😀";
    m.to.name = "Žofie Nováková";
    m.text = std::string(5000, 'z') + "\n.\n日本語\n";
    m.html = "<p>é</p>";
    m.attachments = {{"été.pdf", "application/pdf", std::string("%PDF\0\xff", 6)}};
  });

  const Outcome<std::string> bytes = bytes_of(mail);

  ASSERT_TRUE(bytes) << bytes.refusal().sentence;
  std::size_t line = 0;
  for (std::size_t i = 0; i < bytes->size(); ++i) {
    const char c = (*bytes)[i];
    ASSERT_LT(static_cast<unsigned char>(c), 0x80) << "byte " << i;
    ASSERT_EQ(c == '\n', i > 0 && (*bytes)[i - 1] == '\r') << "byte " << i;
    line = c == '\n' ? 0 : line + 1;
    ASSERT_LE(line, 998u) << "byte " << i;
  }
}

TEST(Message, FurtherHeadersAndReplyAddressAreThere) {
  const Outcome<std::string> bytes = bytes_of(with([](MailMessage& m) {
    m.reply_to = Mailbox{"Office", "office@example.org"};
    m.headers = {{"List-Id", "Award 2026 <award.example.org>"}};
  }));

  ASSERT_TRUE(bytes) << bytes.refusal().sentence;
  EXPECT_NE(bytes->find("\r\nReply-To: Office <office@example.org>\r\n"), std::string::npos)
      << *bytes;
  EXPECT_NE(bytes->find("\r\nList-Id: Award 2026 <award.example.org>\r\n"), std::string::npos)
      << *bytes;
}

TEST(Message, ALineBreakInAnyHeaderIsRefused) {
  const auto sentence = [](const std::string& part) {
    return "The " + part +
           " of the mail has a line break or another character that it may not have.";
  };
  const std::string bad = "x\r\nBcc: all@example.org";

  EXPECT_EQ(refusal_of(with([&](auto& m) { m.subject = bad; })), sentence("subject"));
  EXPECT_EQ(refusal_of(with([&](auto& m) { m.from.name = bad; })), sentence("sender's name"));
  EXPECT_EQ(refusal_of(with([&](auto& m) { m.to.name = "x\ny"; })), sentence("recipient's name"));
  EXPECT_EQ(refusal_of(with([&](auto& m) {
              m.reply_to = Mailbox{bad, "a@b.c"};
            })),
            sentence("reply address's name"));
  EXPECT_EQ(refusal_of(with([&](auto& m) {
              m.headers = {{"List-Id", bad}};
            })),
            sentence("header List-Id"));
  EXPECT_EQ(refusal_of(with([&](auto& m) {
              m.attachments = {{bad, "text/plain", ""}};
            })),
            sentence("attachment's name"));
  EXPECT_EQ(refusal_of(with([&](auto& m) { m.subject = "\xff"; })), sentence("subject"));
}

TEST(Message, ALineBreakInAnAddressIsRefused) {
  EXPECT_EQ(refusal_of(with([](auto& m) { m.to.address = "a@b.c\r\nBcc: x@y.z"; })),
            "The recipient of the mail has no address that mail can be sent to.");
  EXPECT_EQ(refusal_of(with([](auto& m) { m.from.address = "<a@b.c>"; })),
            "The sender of the mail has no address that mail can be sent to.");
  EXPECT_EQ(refusal_of(with([](auto& m) { m.message_id = "a@b>\r\nX: y"; })),
            "The mail has no message id of the form a@b.");
}

TEST(Message, AHeaderThatHasItsOwnFieldIsRefused) {
  for (const char* name : {"Bcc", "to", "Content-Type", "", "A: b", "A\r\nB"})
    EXPECT_EQ(refusal_of(with([&](auto& m) {
                m.headers = {{name, "x"}};
              })),
              "The mail has a further header of a name that it may not have.")
        << name;
}

TEST(Mailbox, IsReadWithAndWithoutAName) {
  EXPECT_EQ(*mailbox_from("a@b.org"), (Mailbox{"", "a@b.org"}));
  EXPECT_EQ(*mailbox_from("\"Award, the\" <a@b.org>"), (Mailbox{"Award, the", "a@b.org"}));
  EXPECT_EQ(*mailbox_from("Zoë <a@b.org>"), (Mailbox{"Zoë", "a@b.org"}));
}

TEST(Mailbox, OfNoneOrTwoIsRefused) {
  for (const char* text :
       {"", "name", "a@b.org, c@d.org", "x: a@b.org;", "a@b.org\r\nBcc: c@d.org"})
    EXPECT_EQ(mailbox_from(text).refusal().sentence,
              "This is no mail address. Write it as name@example.org or Name <name@example.org>.")
        << text;
}

TEST(MailAddress, IsAsciiWithOneAt) {
  EXPECT_TRUE(is_mail_address("first.last+tag@sub.example.org"));
  for (const char* text :
       {"", "@", "a@", "@b", "a b@c", "a@b@c", "ä@b.org", "a\n@b", "<a@b>", "a,b@c"})
    EXPECT_FALSE(is_mail_address(text)) << text;
  EXPECT_FALSE(is_mail_address("a@" + std::string(253, 'b')));
}

}  // namespace
}  // namespace accolade
