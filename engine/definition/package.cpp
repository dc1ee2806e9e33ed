// Loads a folder: the files first, then what they say of each other.
#include <memory>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/calendar_reader.h"
#include "engine/definition/context.h"
#include "engine/definition/details.h"
#include "engine/definition/letter_check.h"
#include "engine/definition/link.h"
#include "engine/definition/loader.h"
#include "engine/definition/outline.h"
#include "engine/definition/report.h"
#include "engine/definition/reveals.h"
#include "engine/definition/yaml.h"
#include "engine/record/hash.h"

namespace accolade {
namespace {

bool is_workflow_file(const std::string& path) {
  constexpr std::string_view ending = ".yaml";
  return path.size() > ending.size() && path.ends_with(ending) &&
         path.find('/') == std::string::npos;
}

// Lengths before names and bytes, so that no two packages make the same text.
PackageHash hash_of(const std::map<std::string, std::string>& files) {
  std::string all;
  for (const auto& [path, bytes] : files) {
    all += std::to_string(path.size()) + ":" + path;
    all += std::to_string(bytes.size()) + ":" + bytes;
  }
  return hash_hex(all);
}

class PackageLoader {
 public:
  PackageLoader(const std::map<std::string, std::string>& files, const Zones& zones)
      : files_(files), zones_(zones) {}

  Loaded<Package> load(std::string_view name) {
    read_files();
    // What is said of one file while another cannot be read misleads.
    if (report_.has_errors()) return {std::nullopt, report_.diagnostics()};
    for (Outline& outline : outlines_)
      add_to_family(outline);
    infer_parents(outlines_, family_, report_);
    for (Outline& outline : outlines_)
      read_details({report_, Strictness::Serve, outline, family_});
    Package package;
    for (Outline& outline : outlines_) {
      refuse_for_everyone(outline.workflow);
      std::string workflow_name = outline.workflow.name;
      package.workflows.emplace(std::move(workflow_name), std::move(outline.workflow));
    }
    package.letters = std::move(letters_);
    if (!report_.has_errors()) {
      link_tallies(package.workflows);
      link_deadlines(package.workflows);
      link_calendars(calendars_, package.workflows, report_);
      check_doors(package.workflows, report_);
      check_searched(package.workflows, report_);
      check_kept(package.workflows, report_);
      check_letters(package.letters, package.workflows, report_);
      check_reveals(package.workflows, report_);
    }
    if (report_.has_errors()) return {std::nullopt, report_.diagnostics()};
    package.name = name;
    package.hash = hash_of(files_);
    package.files = files_;
    return {std::move(package), report_.diagnostics()};
  }

 private:
  void read_files() {
    for (const auto& [path, text] : files_) {
      report_.add_source(path, text);
      const std::string letter = letter_name(path);
      if (!letter.empty()) {
        letters_[letter] = text;
      } else if (!calendar_name(path).empty()) {
        read_calendar_file(path, text);
      } else if (is_workflow_file(path)) {
        read_file(path, text);
      } else {
        report_.error({path},
                      "a package holds NAME.yaml, calendars/NAME.yaml and letters/NAME.md, and "
                      "nothing else");
      }
    }
    if (outlines_.empty() && !report_.has_errors())
      report_.error({"."}, "a package holds at least one workflow, NAME.yaml");
  }

  void read_file(const std::string& path, const std::string& text) {
    std::optional<YamlNode> root = read_yaml(path, text, report_);
    if (!root) return;
    roots_.push_back(std::make_unique<YamlNode>(std::move(*root)));
    outlines_.push_back(read_outline(path, *roots_.back(), report_));
  }

  void read_calendar_file(const std::string& path, const std::string& text) {
    const std::optional<YamlNode> root = read_yaml(path, text, report_);
    if (!root) return;
    const std::string name = calendar_name(path);
    if (std::optional<Calendar> calendar = read_calendar(name, *root, zones_, report_))
      calendars_[name] = std::make_shared<const Calendar>(*std::move(calendar));
  }

  void add_to_family(Outline& outline) {
    const std::string& name = outline.workflow.name;
    if (family_.emplace(name, &outline.workflow).second) return;
    report_.error(outline.words[root_state].key_place("workflow"),
                  "there is another workflow `" + name + "` in " + family_.at(name)->file);
  }

  void refuse_for_everyone(const Workflow& workflow) {
    if (!workflow.for_everyone) return;
    report_.error({workflow.file}, "no event says who may raise it; add `by:`");
  }

  const std::map<std::string, std::string>& files_;
  const Zones& zones_;
  Report report_;
  std::vector<std::unique_ptr<const YamlNode>> roots_;
  std::vector<Outline> outlines_;
  std::map<std::string, std::string> letters_;
  Calendars calendars_;
  Family family_;
};

}  // namespace

Loaded<Package> load_package(std::string_view name, const std::map<std::string, std::string>& files,
                             const Zones& zones) {
  return PackageLoader(files, zones).load(name);
}

}  // namespace accolade
