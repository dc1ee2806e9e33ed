// The search as a person meets it: what is found, where the words stand, and how much there is.
#pragma once

#include <string>
#include <vector>

#include "engine/use_case/engine.h"

namespace accolade {

inline constexpr int hits_max = 1'000;
inline constexpr int hits_of_a_page = 20;

struct SearchRequest {
  std::string typed;
  InstanceId parent = {};     // only its children; 0: everything
  std::string workflow = {};  // empty: any
  std::string state = {};     // empty: any
  bool oldest_first = false;
  int page = 1;
};

// A text in which something was found.
struct Excerpt {
  enum class Of { Reference, Field, Name };
  Of of = Of::Reference;
  std::string label;  // of the field; the role, of a name
  struct Part {
    std::string text;
    bool is_found = false;
  };
  std::vector<Part> parts;
  bool is_cut_before = false, is_cut_after = false;
};

struct FoundRow {
  ListRow row;
  std::vector<Excerpt> excerpts;
};

struct FoundCall {
  InstanceId root;
  std::string title, kind;  // empty where the viewer does not see it
  std::vector<FoundRow> rows;
};

struct FoundKind {
  std::string workflow, title;     // of the workflow
  std::string state, state_title;  // an atomic state
  std::int64_t count = 0;
};

struct Found {
  bool is_asked = false;  // there was a word to look for
  int count = 0;          // hits_max at most
  bool is_more = false;
  int page = 1, pages = 0;
  std::vector<FoundCall> calls;  // of this page
  std::vector<FoundKind> kinds;  // of all counted hits
};

// Refuses Invalid for more than search_terms_max words and for more than search_bytes_max bytes;
// whatever else is typed is no error.
Outcome<Found> look_for(Ports& ports, const SearchRequest& request, PersonId viewer);

}  // namespace accolade
