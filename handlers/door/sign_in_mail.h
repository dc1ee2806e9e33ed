// The mail that signs somebody in.
#pragma once

#include <string>

#include "handlers/door/sign_in.h"

namespace accolade {

MailMessage sign_in_mail(const Door& door, const std::string& address, const std::string& token,
                         const std::string& code, Instant now);

}  // namespace accolade
