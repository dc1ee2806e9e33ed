// What must hold for every input; the fuzzer takes a broken promise for a crash.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace accolade {

inline void promise(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

}  // namespace accolade
