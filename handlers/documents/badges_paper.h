// Badges to be cut out: ten a page of A4, PDF.
#pragma once

#include <string>
#include <vector>

#include "engine/value/instant.h"

namespace accolade {

struct Badge {
  std::vector<std::string> lines;  // the first in large letters; empty ones are left out
  std::string code;                // what the QR code holds; empty: none
};

// 2 x 5 of 90 x 54 mm with cut marks at their corners, in order. Of no badges one empty page. The
// same badges and instant give the same bytes.
std::string badges_paper(const std::string& title, const std::vector<Badge>& badges, Instant made);

}  // namespace accolade
