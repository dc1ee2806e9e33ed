// Asks the loader about every candidate, in every frame.
#include "tests/engine/definition/vocabulary.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>

#include "engine/definition/loader.h"
#include "tests/engine/condition/sample_scope.h"

namespace accolade {
namespace {

std::string replaced(std::string text, std::string_view hole, std::string_view with) {
  for (std::size_t at = text.find(hole); at != text.npos; at = text.find(hole, at + with.size()))
    text.replace(at, hole.size(), with);
  return text;
}

bool says(const std::string& yaml, std::string_view complaint) {
  const auto diagnostics = load_workflow("a.yaml", yaml, Strictness::Run).diagnostics;
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& diagnostic) {
    return diagnostic.message.find(complaint) != std::string::npos;
  });
}

std::vector<std::string> state_frames(const std::vector<std::string>& insides) {
  std::vector<std::string> frames;
  for (const std::string& inside : insides)
    frames.push_back("workflow: w\nstates: {b: {" + inside + "}}\n");
  return frames;
}

std::vector<std::string> field_frames() {
  std::vector<std::string> frames;
  for (const std::string& type : values_of("workflow: w\nfields: {x: VALUE}\nstates: {b: {}}\n"))
    frames.push_back("workflow: w\nfields: {x: {type: " + type + ", WORD: []}}\nstates: {b: {}}\n");
  return frames;
}

std::vector<Vocabulary> all_vocabularies() {
  return {
      {"file", {"workflow: w\nstates: {b: {}}\nWORD: []\n"}},
      {"state", state_frames({"WORD: []", "states: {c: {}}, WORD: []", "final: x, WORD: []",
                              "states: {c: {}, h: {history: deep, WORD: []}}"})},
      {"initial", state_frames({"states: {c: {}}, initial: {WORD: []}"})},
      {"transition", state_frames({"on: {e: {WORD: []}}"})},
      {"listed", state_frames({"on: [{event: e, WORD: []}]"})},
      {"timer",
       state_frames({"timers: {t: {after: 1h, WORD: []}}", "timers: {t: {at: d, WORD: []}}"})},
      {"action", state_frames({"entry: [{WORD: []}]", "entry: [{if: 'true', WORD: []}]"})},
      {"send", state_frames({"entry: [{send: {WORD: []}}]"})},
      {"tell",
       state_frames({"entry: [{tell: {WORD: []}}]", "entry: [{tell: {children: c, WORD: []}}]",
                     "entry: [{tell: {call: c, WORD: []}}]"})},
      {"start", state_frames({"entry: [{start: {c: {WORD: []}}}]"})},
      {"sight", state_frames({"sees: {anyone: {WORD: []}}"})},
      {"field", field_frames()},
      {"page", {"workflow: w\nstates: {b: {}}\npages: [{WORD: []}]\n"}},
      {"list", {"workflow: w\nstates: {b: {}}\nlists: {l: {WORD: []}}\n"}},
      {"door", {"workflow: w\nstates: {b: {}}\ndoor: {WORD: []}\n"}},
      {"matrix", {"workflow: w\nstates: {b: {}}\nmatrices: {m: {WORD: []}}\n"}},
      {"sum", {"workflow: w\nstates: {b: {}}\nmatrices: {m: {sum: {WORD: []}}}\n"}},
      {"gap", {"workflow: w\nstates: {b: {}}\nmatrices: {m: {gaps: [{WORD: []}]}}\n"}},
      {"years", {"workflow: w\nstates: {b: {}}\nmatrices: {m: {years: {WORD: []}}}\n"}},
      {"paper", {"workflow: w\nstates: {b: {}}\npaper: {WORD: []}\n"}},
      {"sheet", {"workflow: w\nstates: {b: {}}\nsheets: {s: {WORD: []}}\n"}},
      {"role", {"workflow: w\nstates: {b: {}}\npeople: {r: {WORD: []}}\n"}},
      {"appointment", {"workflow: w\nstates: {b: {}}\nappointment: {WORD: []}\n"}},
      {"ticket", {"workflow: w\nstates: {b: {}}\nticket: {WORD: []}\n"}},
      {"certificate", {"workflow: w\nstates: {b: {}}\ncertificate: {WORD: []}\n"}},
      {"feedback", {"workflow: w\nstates: {b: {}}\nfeedback: {WORD: []}\n"}},
      {"report", {"workflow: w\nstates: {b: {}}\nreports: {r: {WORD: []}}\n"}},
      {"promise", {"workflow: w\nstates: {b: {}}\npromises: [{WORD: []}]\n"}},
  };
}

// Names that `pattern` captures in the sources of a folder.
std::set<std::string> quoted_in(const char* folder) {
  static const std::regex pattern("\"([a-z][A-Za-z_]*(?: [a-z]+)*)\"");
  std::set<std::string> found;
  const std::string root = std::string(SOURCE_DIR) + "/engine/" + folder;
  for (const auto& file : std::filesystem::directory_iterator(root)) {
    std::ifstream stream(file.path());
    const std::string source(std::istreambuf_iterator<char>(stream), {});
    for (std::sregex_iterator match(source.begin(), source.end(), pattern), end; match != end;
         ++match)
      found.insert((*match)[1]);
  }
  return found;
}

std::set<std::string> callable(const std::string& before, const char* complaint) {
  std::set<std::string> found;
  for (const std::string& name : candidates()) {
    const std::string text = before + name + "(1)";
    const std::string message = error_of(text).message;
    const bool is_name = name.find(' ') == name.npos;
    if (is_name && message.find(complaint) == message.npos) found.insert(name);
  }
  return found;
}

}  // namespace

const std::vector<Vocabulary>& vocabularies() {
  static const std::vector<Vocabulary> all = all_vocabularies();
  return all;
}

const Vocabulary& vocabulary(std::string_view name) {
  for (const Vocabulary& vocabulary : vocabularies())
    if (vocabulary.name == name) return vocabulary;
  throw std::invalid_argument("no vocabulary " + std::string(name));
}

bool is_word(const Vocabulary& vocabulary, const std::string& word) {
  const std::string complaint = "`" + word + "` is not a word of ";
  return std::any_of(
      vocabulary.frames.begin(), vocabulary.frames.end(),
      [&](const std::string& frame) { return !says(replaced(frame, "WORD", word), complaint); });
}

std::set<std::string> words_of(const Vocabulary& vocabulary) {
  std::set<std::string> words;
  for (const std::string& word : candidates())
    if (is_word(vocabulary, word)) words.insert(word);
  return words;
}

const std::set<std::string>& candidates() {
  static const std::set<std::string> all = [] {
    std::set<std::string> found = quoted_in("definition");
    found.merge(quoted_in("condition"));
    return found;
  }();
  return all;
}

std::set<std::string> values_of(const std::string& frame) {
  std::set<std::string> values;
  for (const std::string& value : candidates()) {
    const std::string yaml = replaced(frame, "VALUE", value);
    const bool is_refused = says(yaml, "` is not a type of field") || says(yaml, "expected here") ||
                            says(yaml, "` is not a way to get a role");
    if (!is_refused) values.insert(value);
  }
  return values;
}

std::set<std::string> functions() {
  return callable("", " is not a function here");
}

std::set<std::string> methods() {
  return callable("title.", " is not a method here");
}

}  // namespace accolade
