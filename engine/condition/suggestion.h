// "did you mean": the nearest of the names that exist.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace accolade {

// "; did you mean `score`?" where one of `names` is at most two edits away, else nothing. The
// nearest wins, then the first.
std::string did_you_mean(std::string_view written, std::span<const std::string> names);

// "`score`", cut at 80 bytes: a message is one sentence, whatever was written.
std::string in_quotes(std::string_view written);

// "`open`, `closed`", at most twelve of them.
std::string listed(std::span<const std::string> names);

}  // namespace accolade
