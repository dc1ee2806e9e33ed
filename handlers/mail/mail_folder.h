// Mails as files in a folder, for a demonstration without a mail server.
#pragma once

#include <filesystem>

#include "handlers/mail/transport.h"

namespace accolade {

class MailFolder : public MailTransport {
 public:
  // Makes the folder; throws std::filesystem::filesystem_error if that is not possible.
  explicit MailFolder(std::filesystem::path folder);

  // MESSAGE-ID.eml, there as a whole or not at all; the same mail again replaces itself.
  Handover send(const MailMessage& mail) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace accolade
