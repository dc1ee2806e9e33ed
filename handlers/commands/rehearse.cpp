// accolade rehearse FOLDER: how a call would go, before anybody is asked to take part.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>

#include <boost/json/serialize.hpp>

#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/commands/publishing.h"
#include "handlers/commands/rehearsal.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

constexpr int rehearsed_cases_max = 10'000;

struct RehearseOptions {
  std::string folder, format = "text", keep;
  std::int64_t seed = 1;
  int cases = 100;
};

// A folder that is gone with everything in it at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "accolade-rehearsal-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw CommandRefused("no temporary folder can be made in " +
                           fs::temp_directory_path().string() + "; set TMPDIR to one that can");
    }
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// One line on stderr every two seconds, none for a quick rehearsal.
class ProgressLine {
 public:
  void operator()(Instant simulated, std::int64_t steps) {
    constexpr auto every = std::chrono::seconds(2);
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < every) return;
    told_ = now;
    std::cerr << "accolade: rehearsing, " << to_text(simulated).substr(0, 10) << ", " << steps
              << " steps" << std::endl;
  }

 private:
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

int run_rehearse(const RehearseOptions& options) {
  const std::vector<fs::path> folders = package_folders(options.folder);
  if (folders.size() > 1) {
    throw CommandRefused(options.folder + " holds " + std::to_string(folders.size()) +
                         " packages; name one of them, such as " + folders.front().string());
  }
  const Package package = load_sound_package(folders.front());
  if (!options.keep.empty() && fs::exists(options.keep)) {
    throw CommandRefused(options.keep + " is there already; name a file that is not");
  }
  const ScratchFolder scratch;
  const fs::path file =
      options.keep.empty() ? scratch.path() / "rehearsal.db" : fs::path(options.keep);
  Rehearsal rehearsal;
  rehearsal.seed = static_cast<std::uint64_t>(options.seed);
  rehearsal.cases = options.cases;
  rehearsal.progress = ProgressLine();
  const Account account = rehearse_on("sqlite:" + file.string(), package, std::move(rehearsal));
  if (options.format == "json") {
    std::cout << boost::json::serialize(to_json(account)) << "\n";
  } else {
    std::cout << to_text(account);
  }
  return account.stuck.empty() && account.came_to_rest ? 0 : 1;
}

}  // namespace

void set_up_rehearse(CLI::App& command, std::function<int()>& action) {
  auto options = std::make_shared<RehearseOptions>();
  command.add_option("folder", options->folder, "The package's folder")->required();
  command.add_option("--seed", options->seed, "The same seed gives the same rehearsal")
      ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()))
      ->capture_default_str();
  command.add_option("--cases", options->cases, "How many people come to the call")
      ->check(CLI::Range(1, rehearsed_cases_max))
      ->capture_default_str();
  command.add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_option("--keep", options->keep,
                     "Keep the SQLite database in this new file, to look at with accolade serve");
  command.footer(
      "Exit 0: everything came to an end or waits for somebody who could act; 1: "
      "somebody is stuck, or the definitions are not sound; 2: usage.");
  command.callback([options, &action] { action = [options] { return run_rehearse(*options); }; });
}

}  // namespace accolade
