// Numbers as people read them.
#pragma once

#include <string>

namespace accolade {

// "1250000.5" -> "1,250,000.5"; the text of a whole number or of a Decimal.
std::string grouped(std::string number);

}  // namespace accolade
