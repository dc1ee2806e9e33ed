// The mailer against a real server that takes, refuses and hangs up.
#include "handlers/mail/smtp.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "handlers/mail/mail_folder.h"
#include "handlers/text/child_process.h"
#include "tests/support/smtp_server.h"

namespace accolade {
namespace {

MailMessage mail_to(const std::string& name) {
  return {.from = {"Accolade", "award@example.org"},
          .to = {"Ana", name + "@example.org"},
          .subject = "We have your nomination",
          .text = "Dear Ana,\n.\n..two dots\nYour nomination is in.\n",
          .message_id = name + ".42@example.org",
          .date = parse_instant("2026-03-02T16:00:00Z").value()};
}

[[maybe_unused]] void PrintTo(const Handover& handover, std::ostream* out) {
  *out << static_cast<int>(handover.delivery) << " " << handover.reason;
}

Smtp transport_to(const SmtpServerProcess& server, const std::string& account = "") {
  return Smtp(*smtp_server("smtp://" + account + server.host_and_port() + "?tls=never"));
}

// What Python's mail library, which is not ours, reads of a mail.
std::string as_python_reads(const std::string& bytes) {
  const auto run = run_program({"/usr/bin/python3", "-c", R"(
import email, email.policy, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
print(mail["From"], mail["To"], mail["Subject"], mail["Message-ID"], mail["Auto-Submitted"], sep="\n")
for part in mail.walk():
    if not part.is_multipart():
        content = part.get_content()
        content = content if isinstance(content, bytes) else content.replace("\r\n", "\n")
        print(part.get_content_type(), part.get_filename(), repr(content))
)"},
                               bytes, std::chrono::seconds(30));
  return run ? run->output + run->errors : run.refusal().sentence;
}

TEST(Smtp, TheServerGetsExactlyTheBytesOfThePreview) {
  const SmtpServerProcess server;
  const MailMessage mail = mail_to("ana");

  const Handover handover = transport_to(server).send(mail);

  EXPECT_EQ(handover, (Handover{Delivery::Sent, "250 OK stored as 0001"}));
  EXPECT_EQ(server.mails(), (std::vector<std::string>{*bytes_of(mail)}));
}

TEST(Smtp, LettersOfEveryAlphabetArrive) {
  const SmtpServerProcess server;
  MailMessage mail = mail_to("ana");
  mail.from.name = "Prix d'excellence « Été »";
  mail.to.name = "Žofie \"Zo\" Nováková, PhD";
  mail.subject =
      "Ihre Bewerbung für 日本語 😀 ist eingegangen, und dieser Betreff ist ziemlich lang";
  mail.text = "Grüße, 日本語 😀\n";
  mail.html = "<p>Grüße, 日本語 😀</p>\n";
  mail.attachments = {{"Übersicht 2026.pdf", "application/pdf", std::string("%PDF\0\xff", 6)}};

  const Handover handover = transport_to(server).send(mail);

  ASSERT_EQ(handover.delivery, Delivery::Sent) << handover.reason;
  EXPECT_EQ(as_python_reads(server.mails().at(0)),
            "Prix d'excellence « Été » <award@example.org>\n"
            "\"Žofie \\\"Zo\\\" Nováková, PhD\" <ana@example.org>\n"
            "Ihre Bewerbung für 日本語 😀 ist eingegangen, und dieser Betreff ist ziemlich lang\n"
            "<ana.42@example.org>\n"
            "auto-generated\n"
            "text/plain None 'Grüße, 日本語 😀\\n'\n"
            "text/html None '<p>Grüße, 日本語 😀</p>\\n'\n"
            "application/pdf Übersicht 2026.pdf b'%PDF\\x00\\xff'\n");
}

TEST(Smtp, OneConnectionTakesManyMailsAndOutlivesARefusal) {
  const SmtpServerProcess server;
  Smtp smtp = transport_to(server);

  EXPECT_EQ(smtp.send(mail_to("ana")).delivery, Delivery::Sent);
  EXPECT_EQ(smtp.send(mail_to("nobody")).delivery, Delivery::Failed);
  EXPECT_EQ(smtp.send(mail_to("drop-after-data")).delivery, Delivery::Unknown);
  EXPECT_EQ(smtp.send(mail_to("bo")).delivery, Delivery::Sent);
  EXPECT_EQ(server.mails().size(), 3u) << "the one that is Unknown had arrived";
}

TEST(Smtp, ATemporaryRefusalDefersTheMail) {
  const SmtpServerProcess server;

  EXPECT_EQ(transport_to(server).send(mail_to("busy")),
            (Handover{Delivery::Deferred, "451 4.2.1 Mailbox busy, try again later"}));
  EXPECT_EQ(transport_to(server).send(mail_to("busy-after-data")),
            (Handover{Delivery::Deferred, "452 4.3.1 Disk full"}));
  EXPECT_EQ(server.mails(), std::vector<std::string>{});
}

TEST(Smtp, ALastingRefusalFailsTheMailWithTheServersWordsInOneLine) {
  const SmtpServerProcess server;

  EXPECT_EQ(transport_to(server).send(mail_to("nobody")),
            (Handover{Delivery::Failed, "550 5.1.1 No such person 5.1.1 at this address"}));
  EXPECT_EQ(transport_to(server).send(mail_to("unwanted")),
            (Handover{Delivery::Failed, "554 5.7.1 We do not want this"}));
}

TEST(Smtp, ALostConnectionIsUnknownOnlyAfterAllBytesWereHandedOver) {
  const SmtpServerProcess server;

  const Handover after = transport_to(server).send(mail_to("drop-after-data"));
  const Handover before = transport_to(server).send(mail_to("drop-at-rcpt"));

  EXPECT_EQ(after.delivery, Delivery::Unknown);
  EXPECT_TRUE(after.reason.starts_with("All was handed over, then no answer came: "))
      << after.reason;
  EXPECT_EQ(before.delivery, Delivery::Deferred) << before.reason;
}

TEST(Smtp, NoServerDefersTheMail) {
  std::string url;
  {
    const SmtpServerProcess server;
    url = server.url();
  }

  const Handover handover = Smtp(*smtp_server(url)).send(mail_to("ana"));

  EXPECT_EQ(handover.delivery, Delivery::Deferred);
  EXPECT_NE(handover.reason.find("Failed to connect"), std::string::npos) << handover.reason;
}

TEST(Smtp, EncryptionThatIsRequiredAndNotOfferedDefersTheMail) {
  const SmtpServerProcess server;

  const Handover handover = Smtp(*smtp_server(server.url() + "?tls=required")).send(mail_to("ana"));

  EXPECT_EQ(handover.delivery, Delivery::Deferred) << handover.reason;
  EXPECT_EQ(server.mails(), std::vector<std::string>{});
}

TEST(Smtp, ACertificateThatNobodyVouchesForDefersTheMail) {
  const SmtpServerProcess server({.has_certificate = true});

  for (const char* tls : {"?tls=offered", "?tls=required"}) {
    const Handover handover = Smtp(*smtp_server(server.url() + tls)).send(mail_to("ana"));

    EXPECT_EQ(handover.delivery, Delivery::Deferred);
    EXPECT_NE(handover.reason.find("certificate"), std::string::npos) << handover.reason;
  }
  EXPECT_EQ(server.mails(), std::vector<std::string>{});
}

TEST(Smtp, SignsInWithThePasswordOfTheUrl) {
  const SmtpServerProcess server({.account = "award:p@ss/word"});

  const Handover handover = transport_to(server, "award:p%40ss%2Fword@").send(mail_to("ana"));

  EXPECT_EQ(handover.delivery, Delivery::Sent) << handover.reason;
}

TEST(Smtp, AWrongPasswordDefersTheMailAndIsNotRepeated) {
  const SmtpServerProcess server({.account = "award:right"});

  const Handover handover = transport_to(server, "award:wr0ng@").send(mail_to("ana"));

  EXPECT_EQ(handover.delivery, Delivery::Deferred);
  EXPECT_EQ(handover.reason.find("wr0ng"), std::string::npos) << handover.reason;
  EXPECT_EQ(server.mails(), std::vector<std::string>{});
}

TEST(Smtp, AMailWithALineBreakInAHeaderFailsAndNeverLeaves) {
  const SmtpServerProcess server;
  MailMessage mail = mail_to("ana");
  mail.subject = "x\r\nBcc: all@example.org";

  EXPECT_EQ(transport_to(server).send(mail),
            (Handover{Delivery::Failed,
                      "The subject of the mail has a line break or another character that it may "
                      "not have."}));
  EXPECT_EQ(server.mails(), std::vector<std::string>{});
}

TEST(SmtpUrl, IsTakenApart) {
  EXPECT_EQ(*smtp_server("smtp://mail.example.org"),
            (SmtpServer{"smtp://mail.example.org", "", "", Encryption::Offered}));
  EXPECT_EQ(*smtp_server("smtps://u:p%40@mail.example.org:465"),
            (SmtpServer{"smtps://mail.example.org:465", "u", "p@", Encryption::Required}));
  EXPECT_EQ(*smtp_server("smtp://u:p@[::1]:25?tls=never"),
            (SmtpServer{"smtp://[::1]:25", "u", "p", Encryption::Never}));
}

TEST(SmtpUrl, ThatIsNoneIsRefusedWithoutItsPassword) {
  for (const char* url : {"", "mail.example.org", "http://u:secret@mail.example.org",
                          "smtp://u:secret@", "smtp://u:secret@mail.example.org/path", "file:"}) {
    const auto transport = mail_transport(url);
    ASSERT_FALSE(transport) << url;
    EXPECT_EQ(transport.refusal(),
              (Refusal{Why::Invalid,
                       "The mail server's URL is not understood. Write "
                       "smtp://[USER:PASSWORD@]HOST[:PORT], smtps://... or file:FOLDER."}));
  }
}

TEST(SmtpUrl, WithAnUnknownOptionIsRefused) {
  EXPECT_EQ(smtp_server("smtp://u:secret@mail.example.org?ssl=yes").refusal(),
            (Refusal{Why::Invalid,
                     "The mail server's URL ends with an unknown option. Write ?tls=required, "
                     "?tls=offered or ?tls=never."}));
}

TEST(MailFolder, KeepsEachMailAsAFileOfItsBytes) {
  const TemporaryFolder folder;
  const auto transport = mail_transport("file:" + (folder.path() / "mails").string());
  ASSERT_TRUE(transport) << transport.refusal().sentence;

  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ((*transport)->send(mail_to("../ana")),
              (Handover{Delivery::Sent, "written to _._ana.42@example.org.eml"}));
  }

  const auto written = std::filesystem::directory_iterator(folder.path() / "mails");
  EXPECT_EQ(std::distance(begin(written), end(written)), 1);
  std::ifstream file(folder.path() / "mails" / "_._ana.42@example.org.eml", std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), *bytes_of(mail_to("../ana")));
}

}  // namespace
}  // namespace accolade
