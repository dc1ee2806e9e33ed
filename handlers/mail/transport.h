// Where mails leave the house: a mail server, or a folder where there is none.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/ports/letters.h"
#include "engine/value/outcome.h"
#include "handlers/mail/message.h"

namespace accolade {

// What came of handing over one mail.
//   Sent      the server took it
//   Deferred  it did not take it, and later it may: 4xx, no connection, no encryption, no sign-in
//   Failed    it will never take this mail: 5xx, or the mail cannot be written
//   Unknown   all bytes were handed over and no final answer came: a person has to look
struct Handover {
  Delivery delivery = Delivery::Failed;
  std::string reason;  // the server's last answer, or what went wrong: one line, no secret in it

  bool operator==(const Handover&) const = default;
};

class MailTransport {
 public:
  virtual ~MailTransport() = default;
  // Safe from any thread; takes as long as the server takes, within the time limits.
  virtual Handover send(const MailMessage& mail) = 0;
};

// As `--smtp` names it; refuses as Invalid what is neither.
//   smtp://[USER:PASSWORD@]HOST[:PORT][?tls=required|offered|never]
//   smtps://...      encrypted from the first byte
//   file:FOLDER      each mail as an .eml file, for a demo
Outcome<std::unique_ptr<MailTransport>> mail_transport(const std::string& url);

}  // namespace accolade
