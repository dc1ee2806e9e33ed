// What the workflows of a package are to each other.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/definition/context.h"

namespace accolade {

// `parent:` names a workflow of the package; where it is left out, the one that starts this one is
// the parent. Reports unknown parents, circles, and packages without exactly one root.
void infer_parents(std::vector<Outline>& outlines, const Family& family, Report& report);

// counted_states, averaged_fields and parent_counts_all of children, from their parents' tallies.
void link_tallies(std::map<std::string, Workflow>& workflows);

// dated_fields of ancestors, from the deadlines below them.
void link_deadlines(std::map<std::string, Workflow>& workflows);

// What `door:` of a parent needs of its children: a ticket, and events that people raise.
// What the parent averages would outlive an answer that is deleted after a time.
void check_kept(const std::map<std::string, Workflow>& workflows, Report& report);
void check_doors(const std::map<std::string, Workflow>& workflows, Report& report);

// The search tells apart search_pieces_max parts of an instance.
void check_searched(const std::map<std::string, Workflow>& workflows, Report& report);

}  // namespace accolade
