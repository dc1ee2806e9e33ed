// Mails over SMTP (RFC 5321), one connection that is kept from mail to mail.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "handlers/mail/transport.h"

namespace accolade {

// Certificates are always verified. Where nothing is asked for, encryption is required if there is
// a password to protect, and otherwise taken if the server offers it.
enum class Encryption { Required, Offered, Never };

struct SmtpServer {
  std::string url;  // scheme, host and port alone: fit for the log
  std::string user;
  std::string password;  // never logged, never in a reason
  Encryption encryption = Encryption::Offered;

  bool operator==(const SmtpServer&) const = default;
};

// From smtp://[USER:PASSWORD@]HOST[:PORT][?tls=required|offered|never], or smtps://. Refuses as
// Invalid, without repeating the password.
Outcome<SmtpServer> smtp_server(const std::string& url);

struct SmtpTimeouts {
  std::chrono::seconds connect{20};
  std::chrono::seconds whole_mail{300};  // RFC 5321 4.5.3.2 gives ten minutes to the last answer
};

class Smtp : public MailTransport {
 public:
  explicit Smtp(SmtpServer server, SmtpTimeouts timeouts = {});
  ~Smtp() override;

  // The envelope's sender is mail.from; mails wait for each other. See Handover.
  Handover send(const MailMessage& mail) override;

 private:
  class Connection;
  SmtpServer server_;
  SmtpTimeouts timeouts_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace accolade
