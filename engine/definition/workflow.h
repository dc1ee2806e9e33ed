// A definition as the engine runs it: loaded, typed, immutable, shared freely between threads.
// The language is design.md section 5 and workflows/README.md; the semantics are SCXML Appendix D
// (https://www.w3.org/TR/scxml/#AlgorithmforSCXMLInterpretation).
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/condition/condition.h"
#include "engine/definition/calendar.h"
#include "engine/definition/diagnostic.h"
#include "engine/definition/document.h"
#include "engine/definition/feedback.h"
#include "engine/definition/field.h"
#include "engine/definition/matrix.h"
#include "engine/definition/report_view.h"

namespace accolade {

// States are numbered in document order; 0 is the root, which is the workflow itself.
using StateIndex = std::size_t;
inline constexpr StateIndex root_state = 0;

struct Action;
using Actions = std::vector<Action>;

struct Raise {
  std::string event;
};
struct Send {
  std::string event;
  std::optional<Duration> after;  // none: the external queue of this macrostep
  std::string id;                 // empty: cannot be cancelled
};
struct CancelSend {
  std::string id;
};
// Right-hand sides are evaluated in order; later ones see earlier ones.
struct Assign {
  std::vector<std::pair<std::string, Expression>> fields;
};
struct Branch {
  Expression condition;
  std::shared_ptr<const Actions> then, otherwise;
};
// `mail: {receipt: applicant}`; roles of this instance, or of those above it.
struct Mail {
  std::string letter;
  std::vector<std::string> roles;
};
// `tell: {parent: event}`, `tell: {children: nomination, in: ranked, first: 3, by: score, event:
// award}`, or, to another call, `tell: {call: parent.workshop, event: winner, people: {invitees:
// applicant}}`.
struct Tell {
  enum class Ties { Refuse, All, None };
  bool to_parent = false;
  std::string children, in_state, event;
  std::optional<std::int64_t> first;
  std::string by;
  Ties ties = Ties::Refuse;
  bool must = false;
  // A field that names a call; nobody is told where it has no answer.
  std::optional<Expression> call = {};
  // Answers that come with it: fields there, and the roles here whose holders they name.
  std::map<std::string, std::string> people = {};
};
// `start: {review: {each: reviewers}}` or `start: nomination`.
struct Start {
  std::string workflow;
  std::string each;  // a field of type people: one child for each; empty: one child for the actor
  std::string
      role;  // the child's role that the person gets: its `assigned` (each) or `creator` role
  bool one_per_person =
      false;  // `limit: one per person`: refused, or with `each` left out, for whoever has one
  // `limit: one per name and country`: no two children that have not ended hold the same in all of
  // these fields.
  std::vector<std::string> one_per = {};
  std::vector<std::pair<std::string, Expression>>
      fields;                         // of the child, computed from this instance
  std::string limit() const;          // as it is written, without "limit: "; empty: none
  std::vector<std::string> ask = {};  // fields of the child that come with the event
  bool from_table = false;            // `table: true`: many at once, a row each
};
// The fields of the child that such a start gives it.
std::set<std::string> fields_given(const Start& start);
// `appoint: {participant: successor}`: the role is now that of the field's person or people, and
// nobody else's; fields that are personal are emptied.
struct Appoint {
  std::string role, field;
};
struct Action {
  std::variant<Raise, Send, CancelSend, Assign, Branch, Mail, Tell, Start, Appoint> what;
  Place place;
};

struct Transition {
  std::string descriptor;  // "submit", "foo.*", "*"; empty: eventless
  std::vector<std::string>
      by;  // roles; empty: not for persons (or anybody, if the file has no `by`)
  std::optional<Expression> condition;  // `if:`
  std::string otherwise;                // the sentence when `if` is false
  std::vector<std::string> ask;         // fields that come with the event
  bool asks_form = false;  // `ask: form`: all fields of this state's form for the actor's role
  std::vector<StateIndex> targets;  // empty: targetless
  bool internal = false;
  Actions actions;    // do, then start, tell, mail, in this order
  std::string label;  // the button; the event in words when left out
  std::string says;   // the sentence of the history
  bool reveals = false;
  StateIndex source = root_state;
  Place place;
};

struct TimerRule {
  std::string name;                 // the event that it raises
  std::optional<Duration> after;    // since the state was entered
  std::string deadline;             // or `at: close - 48h`
  Duration offset{};                // -48h
  int offset_working_days = 0;      // or `close - 5 working days`
  std::optional<int> working_days;  // `10 working days` after entry
  bool late_fires = true;           // `late: fire | skip`: an instant already past when it is armed
  Place place;
};

struct Deadline {
  std::string name;
  Expression instant;  // a timestamp, may be absent
  // Reads fields of the parent, and own ones at most besides: children in which all of `own_fields`
  // are absent share one row.
  bool shared = false;
  std::set<std::string> own_fields = {};
  Place place = {};
};

// What one role sees of an instance in a state.
struct Sight {
  bool all_fields = false, all_history = false, all_names = false;
  std::set<std::string> fields;
  std::set<std::string> history;  // events
  std::set<std::string> names;    // roles whose holders' names are shown
};

struct State {
  enum class Kind { Atomic, Compound, Parallel, Final, ShallowHistory, DeepHistory };

  std::string name;  // unique in the file
  Kind kind = Kind::Atomic;
  StateIndex parent = root_state;
  std::vector<StateIndex> children;  // without history states
  std::vector<StateIndex> history;   // the history states inside
  int depth = 0;
  std::optional<Transition> initial;    // compound: targets and actions; history: its default
  std::vector<Transition> transitions;  // document order; eventless among them
  Actions entry, exit;
  std::vector<TimerRule> timers;
  std::string outcome;  // Final: its meaning

  std::string title;                         // plain words for people
  std::string next;                          // what happens next, a sentence
  std::string owes;                          // the role that has to act
  std::optional<Duration> expected;          // how long that should take
  std::optional<int> expected_working_days;  // or `expected: 5 working days`
  bool open_ended = false;
  bool is_public = false;
  std::map<std::string, Sight> sees;  // by role; "anyone" is everybody, signed in or not
  std::map<std::string, std::vector<std::string>> form;  // role -> fields that it may edit
  std::vector<std::string> excludes;  // roles that lose sight of the instances above
  std::vector<std::string> holds;     // fields of type `place`: the instance has these places
  std::string waits_for;              // such a field: the instance stands in its queue
  Place place;
};

bool is_history(const State& state);  // shallow or deep

// How a role comes about (`people:`).
enum class RoleSource {
  Creator,    // who started the instance
  Assigned,   // named by the start
  Above,      // held on an instance above, or in the directory
  Elsewhere,  // other roles, held anywhere below an instance above
  Told,       // no person's: instances of another package that tell this one
  HeadOfOrganisation,
};

// A page of the form: "one group of questions a page".
struct FormPage {
  std::string title, text;
  std::vector<std::string> fields;
};

// A table of children on the page of an instance: the ranking, the published result.
struct ListView {
  std::string name, title, text;
  std::string of;                   // the workflow of the children
  std::vector<std::string> states;  // in any of these
  std::string sort;                 // a field, descending unless ascending
  bool ascending = false;
  std::vector<std::string> columns;
  std::vector<std::string>
      roles;  // who sees the list; rows are cut by the children's `sees` all the same
  std::vector<std::string> in;  // shown while the instance is in one of these; empty: always
  // Not of children, but of others in the tree whose field of type instance names this one.
  std::string by = {};
  // Fields of the rows that stand on a badge, the first in large letters; empty: no badges.
  std::vector<std::string> badges = {};
};

// Where whoever has a ticket of a child is checked in, by the event of that ticket (DOCUMENTS.md).
struct DoorRule {
  std::string of;       // the workflow of the children
  std::string undo;     // their event that takes it back: who may hear it is here
  std::string walk_in;  // an event of this workflow that begins such a child; may be empty
  std::vector<std::string> roles;  // who stands there
  std::vector<std::string> in;     // while one of these states is active; empty: always
  std::vector<std::string> shows;  // fields of the children beside their headline
  Place place = {};
};

// What the author says of the workflow as a whole, for `accolade check` alone: no step reads it.
struct Promise {
  enum class Kind {
    May,       // by one role: these events, and no others, ever
    Can,       // the event is taken, and leads to `to`, and sends the letter, and so on
    Cannot,    // the event is not taken
    Holds,     // the claim is true
    Possible,  // in one situation at least the claim is true
    Sees,      // by each role: these fields
    Hides,     // from each role: these fields
    Sends,     // whatever leads there sends the letter
  };
  Kind kind = Kind::Holds;
  std::string says;                     // in plain words
  std::vector<StateIndex> in;           // while one of these is active; empty: until it is over
  std::optional<Expression> condition;  // `if:`
  std::vector<std::string> free, full;  // fields: and there are places for them, or there are none
  std::vector<std::string> by;          // roles; of Can and Cannot each of them, or whoever
  std::vector<std::string> events;      // of Can and Cannot one
  std::optional<StateIndex> to;
  std::string letter;
  std::vector<std::string> asks;  // fields that the event asks for
  std::string starts;             // children of this workflow, as Start says it
  std::string each = {};
  std::string limit = {};  // "one per person", as Start::limit()
  bool from_table = false;
  std::vector<std::string> gives = {};     // fields of the child that the start computes
  std::string tells = {};                  // an event for others
  std::vector<std::string> appoints = {};  // roles that get other holders
  bool history = false, names = false;     // of Sees and Hides: all of it, and all names
  std::optional<Expression> then;  // true after the event; of Cannot: it does not lead to that
  std::optional<Expression> claim;
  std::vector<std::string> fields;
  Place place;
};

struct Workflow {
  std::string name, file;
  std::string title;  // "Nomination"
  std::string about;  // a sentence or two
  std::string
      parent;  // the workflow above it in the package, from `start` and `parent:`; may be empty
  std::string reference;      // "ICPerMed_BPR_{parent.edition}_{number}"
  std::string headline;       // the field that names an instance in lists
  std::string calendar_name;  // `calendar:`; empty: that of the parent
  Place calendar_place = {};
  // By which working days are counted; null: Monday to Friday in UTC. A file alone has none, even
  // if it names one.
  std::shared_ptr<const Calendar> calendar;
  std::vector<Field> fields;  // document order
  std::map<std::string, RoleSource> people;
  // Of a role that comes from elsewhere: whoever holds one of these there.
  std::map<std::string, std::vector<std::string>> elsewhere = {};
  // Of a role that is told: the workflow, of any package, whose instances have it.
  std::map<std::string, std::string> told_by = {};
  std::map<std::string, Deadline> deadlines;
  std::vector<State> states;  // [0] is the root
  std::vector<FormPage> pages;
  std::vector<ListView> lists;
  std::optional<DoorRule> door;
  std::vector<MatrixView> matrices = {};
  std::vector<SheetView> sheets = {};
  std::vector<ReportView> reports = {};
  std::vector<Promise> promises;
  // The documents that it makes (document.h).
  std::optional<AppointmentRule> appointment;
  std::optional<TicketRule> ticket;
  std::optional<CertificateRule> certificate;
  std::optional<FeedbackRule> feedback = {};
  std::optional<PaperRule> paper = {};
  bool for_everyone = false;  // no `by:` anywhere: every event is allowed, `serve` refuses the file

  // Of the children, used by conditions here: what child steps maintain.
  std::vector<Tally> tallies;
  // Paths into ancestors that this workflow reads: "parent.closes_at", "parent.parent.rubric".
  std::set<std::string> ancestor_paths;
  // Their types. Of a file alone (`accolade run`): from `parent_fields:`, else as its conditions
  // use them.
  std::map<std::string, Type> ancestor_types;
  // States of this workflow that the parent counts, and fields that it averages: a step that
  // touches them needs the parent's lock. Filled when the package is linked.
  std::set<std::string> counted_states, averaged_fields;
  bool parent_counts_all = false;  // count(review)
  // Fields of this workflow that deadlines of workflows below read. Filled when the package is
  // linked.
  std::set<std::string> dated_fields;

  const Field* field(std::string_view name) const;
  std::optional<StateIndex> state(std::string_view name) const;
  // Fields of type `place` that some state holds or waits for.
  std::set<std::string> place_fields() const;
  bool has_queue() const;  // some state waits
  // With `search: true`, and the headline if it is a text; in the order of the file.
  std::vector<const Field*> searched_fields() const;
};

// What the search tells apart of one workflow: its reference, its searched fields, its roles.
inline constexpr int search_pieces_max = 63;

using PackageHash = std::string;  // 64 hex digits

struct Package {
  std::string name;
  PackageHash hash;                           // of the sorted files: names and bytes
  std::map<std::string, std::string> files;   // path in the package -> bytes
  std::map<std::string, Workflow> workflows;  // by name
  std::map<std::string, std::string>
      letters;  // name -> Mustache in Markdown, "Subject: ", perhaps "Attach: " (letter_parts.h)

  const Workflow* workflow(std::string_view name) const;
  std::string root_workflow() const;  // the one that no other starts
};

}  // namespace accolade
