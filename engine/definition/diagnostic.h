// What is wrong with a definition, and where. Printed as FILE:LINE:COLUMN, the line and a caret.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace accolade {

struct Place {
  std::string file;
  int line = 1;    // from 1
  int column = 1;  // from 1, in bytes

  bool operator==(const Place&) const = default;
};

// Of a byte of the text, which is all of `file`.
Place place_at(const std::string& file, std::string_view text, std::size_t offset);

// What the last line of a script shows.
enum class BadEnd {
  None,            // nothing: there is no script
  NeverOver,       // whatever is done from here, there is no outcome
  WaitsForEver,    // time alone changes nothing
  WaitsForOthers,  // only children lead on
  LeftWaiting,     // only the parent leads on, and it has gone past that
  NotTaken,        // the event is refused, or goes elsewhere
  NotReached,      // likewise, and nothing else leads to the state
  PassedThrough,   // the target is left at once
  GoesRound,       // refused: Runaway
  Undecided,       // refused: Failed
  Broken,          // a promise does not hold
};

// Lines for `accolade run FILE`.
struct Script {
  std::string file = {};
  std::vector<std::string> lines = {};

  bool operator==(const Script&) const = default;
};

// What the checks of a definition know beyond the sentence.
struct Evidence {
  std::string why = {};                  // why it matters, one sentence
  std::vector<std::string> script = {};  // lines for `accolade run` that lead to the bad end
  BadEnd end = BadEnd::None;
  Script beside = {};  // what the parent does meanwhile

  bool operator==(const Evidence&) const = default;
};

struct Diagnostic {
  enum class Severity { Error, Warning };

  Severity severity = Severity::Error;
  Place place;
  std::string message;  // one sentence
  std::string line;     // the source line, without its end; empty if unknown
  Evidence evidence = {};

  bool operator==(const Diagnostic&) const = default;
};

// award.yaml:12:9: error: `clsed` is no state of award; did you mean `closed`?
//   12 |     to: clsed
//      |         ^
// Ends with a line end. Evidence follows it: the reason, and the script, whose lines alone begin
// with `{`.
std::string to_text(const Diagnostic& diagnostic);
bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace accolade
