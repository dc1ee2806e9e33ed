// A comma before each three digits, from the point to the left.
#include "handlers/text/number.h"

#include <algorithm>

namespace accolade {

std::string grouped(std::string number) {
  const std::size_t first = number.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(number.find('.'), number.size());
  while (at > first + 3) {
    at -= 3;
    number.insert(at, 1, ',');
  }
  return number;
}

}  // namespace accolade
