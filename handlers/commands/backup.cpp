// Commands that keep and bring back: backup, restore. Each ends with the proof of verify.
#include "db/backup.h"

#include <iostream>

#include <fmt/format.h>

#include "db/verify.h"
#include "handlers/commands/command.h"

namespace accolade {
namespace {

struct BackupOptions {
  std::string database, file;
  bool is_copy = false;
};

std::string counted(std::int64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// What was written, then whether it holds.
int report(const std::string& where, const BackupContents& contents, const std::string& url) {
  std::cout << fmt::format("{}: {}, {}, {}\n", where,
                           counted(contents.instances, "instance", "instances"),
                           counted(contents.entries, "history entry", "history entries"),
                           counted(contents.files, "file", "files"));
  const std::vector<std::string> broken = verify(url);
  for (const std::string& sentence : broken)
    std::cout << sentence << "\n";
  if (broken.empty()) std::cout << "every chain, tally and state holds\n";
  return broken.empty() ? 0 : 1;
}

int run_backup(const BackupOptions& options) {
  const BackupContents contents = backup(options.database, options.file);
  return report(options.file, contents, "sqlite:" + options.file);
}

int run_restore(const BackupOptions& options) {
  const BackupContents contents = restore(options.file, options.database,
                                          options.is_copy ? Restored::AsCopy : Restored::InPlace);
  return report("restored", contents, options.database);
}

std::shared_ptr<BackupOptions> shared_options(CLI::App& command, const char* file_help,
                                              const char* database_help) {
  auto options = std::make_shared<BackupOptions>();
  command.add_option("FILE", options->file, file_help)->required();
  command.add_option("--database", options->database, database_help)->required();
  return options;
}

}  // namespace

void set_up_backup(CLI::App& command, std::function<int()>& action) {
  const auto options = shared_options(command, "The file to write; it must not be there yet",
                                      "What to copy: sqlite:FILE or postgresql://...");
  command.callback([options, &action] { action = [options] { return run_backup(*options); }; });
}

void set_up_restore(CLI::App& command, std::function<int()>& action) {
  const auto options = shared_options(command, "A file that accolade backup wrote",
                                      "An empty database: sqlite:FILE or postgresql://...");
  command.add_flag("--copy", options->is_copy,
                   "To try things on: cancels letters that wait, and signs everybody out");
  command.callback([options, &action] { action = [options] { return run_restore(*options); }; });
}

}  // namespace accolade
