// The mail that signs somebody in.
#pragma once

#include <string>

#include "handlers/sign_in/sign_in.h"

namespace accolade {

MailMessage sign_in_mail(const SignInDesk& desk, const std::string& address,
                         const std::string& token, const std::string& code, Instant now);

}  // namespace accolade
