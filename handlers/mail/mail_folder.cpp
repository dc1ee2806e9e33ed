// Writes under a hidden name and renames.
#include "handlers/mail/mail_folder.h"

#include <cctype>
#include <fstream>

namespace accolade {
namespace {

// Never hidden, and never in another folder.
std::string file_name_of(const MailMessage& mail) {
  std::string name;
  for (const char c : mail.message_id)
    name += std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '@' ? c : '_';
  if (name.starts_with('.')) name.front() = '_';
  return name + ".eml";
}

}  // namespace

MailFolder::MailFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
}

Handover MailFolder::send(const MailMessage& mail) {
  const Outcome<std::string> bytes = bytes_of(mail);
  if (!bytes) return {Delivery::Failed, bytes.refusal().sentence};

  const std::string name = file_name_of(mail);
  const std::filesystem::path unfinished = folder_ / ("." + name);
  std::ofstream file(unfinished, std::ios::binary);
  file << *bytes;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(unfinished, folder_ / name, error);
  if (!file || error) return {Delivery::Deferred, "The folder for mails cannot be written to."};
  return {Delivery::Sent, "written to " + name};
}

}  // namespace accolade
