// Plain words, the link, the code; nothing about whether the address was known.
#include "handlers/sign_in/sign_in_mail.h"

#include <fmt/format.h>

#include "handlers/letters/letter_text.h"
#include "handlers/security/token.h"
#include "handlers/text/markdown.h"

namespace accolade {

MailMessage sign_in_mail(const SignInDesk& desk, const std::string& address,
                         const std::string& token, const std::string& code, Instant now) {
  const std::string link = desk.pages.public_url + "/sign-in/" + token;
  MailMessage mail;
  mail.from = desk.from;
  mail.to = {"", address};
  mail.subject = "Your link to sign in";
  mail.text = fmt::format(
      "Open this link to sign in. It works once, for 30 minutes:\n\n<{}>\n\n"
      "Or type this code where you asked for it: **{}**\n\n"
      "If you did not ask for it, do nothing.\n",
      link, code);
  mail.html = framed_letter(desk.pages.templates,
                            {mail.subject, mail.text, html_from_markdown(mail.text, Trust::Ours)},
                            desk.pages.public_url);
  mail.message_id = new_token() + "@" + desk.from.address.substr(desk.from.address.find('@') + 1);
  mail.date = now;
  return mail;
}

}  // namespace accolade
