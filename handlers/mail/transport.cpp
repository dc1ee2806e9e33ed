// Chooses by the scheme.
#include "handlers/mail/transport.h"

#include "handlers/mail/mail_folder.h"
#include "handlers/mail/smtp.h"

namespace accolade {

Outcome<std::unique_ptr<MailTransport>> mail_transport(const std::string& url) {
  constexpr std::string_view file = "file:";
  if (url.starts_with(file) && url.size() > file.size())
    return std::unique_ptr<MailTransport>(std::make_unique<MailFolder>(url.substr(file.size())));

  Outcome<SmtpServer> server = smtp_server(url);
  if (!server) return server.refusal();
  return std::unique_ptr<MailTransport>(std::make_unique<Smtp>(*std::move(server)));
}

}  // namespace accolade
