// One run of another program: text in, text out.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/outcome.h"

namespace accolade {

struct ProgramRun {
  int exit_code = 0;  // 128 + the signal that ended it
  std::string output = {};
  std::string errors = {};
};

// Runs `command` (a program of the PATH and its arguments, no shell) with `input` as its standard
// input. Nothing else of ours is open in it. Refuses as Failed: it is not installed, or it ran
// longer than `limit` and was ended. Throws std::system_error if the system gives no process.
Outcome<ProgramRun> run_program(const std::vector<std::string>& command, std::string_view input,
                                std::chrono::milliseconds limit);

}  // namespace accolade
