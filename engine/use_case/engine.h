// What a person, the clock or a program can ask of Accolade. Pages and API call this and nothing
// below it. Everything returned is cut to what the viewer may see; hidden and absent answer alike
// (NotFound).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/machine/decide.h"
#include "engine/ports/directory.h"
#include "engine/ports/drafts.h"
#include "engine/ports/feedback.h"
#include "engine/ports/figures.h"
#include "engine/ports/files.h"
#include "engine/ports/filters.h"
#include "engine/ports/instances.h"
#include "engine/ports/letters.h"
#include "engine/ports/long_work.h"
#include "engine/ports/own.h"
#include "engine/ports/packages.h"
#include "engine/ports/word_index.h"

namespace accolade {

// Borrowed; they outlive the engine.
struct Ports {
  Instances& instances;
  Drafts& drafts;
  Letters& letters;
  Files& files;
  Directory& directory;
  Packages& packages;
  Figures& figures;
  WordIndex& word_index;
  SavedFilters& filters;
  OwnRecords& own;
  Feedback& feedback;
  LongWorks& works;
};

struct FireRequest {
  InstanceId target;
  std::string event;
  Answers answers = {};
  PersonId actor;
  std::optional<std::int64_t> revision = {};  // Shown::revision of the page it came from
  std::optional<IdempotencyKey> idempotency = {};
  std::optional<Instant> received = {};  // completely; by this the event is in time. None: now
};

struct StartRequest {
  std::string workflow;
  InstanceId parent;     // 0: a new root, of the current package that has this workflow at its root
  Answers answers = {};  // what the start asks for; else for the form of the child's first state
  PersonId actor;
  std::optional<IdempotencyKey> idempotency = {};
  std::optional<Instant> received = {};  // as of FireRequest
  std::string event = {};  // of the parent; empty: the first one that starts such a child
  // Many children of one parent, all or none, where the start has `table: true`: then `answers` is
  // not looked at. Problems are named "ROW.FIELD", rows from 1. At most start_rows_max.
  std::vector<Answers> rows = {};
};
inline constexpr std::size_t start_rows_max = 5'000;

// A state in plain words.
struct StateWords {
  std::string state, title, next;
  std::string owes;               // the role that has to act; empty: nobody
  std::vector<PersonId> owed_by;  // its holders, if the viewer may see their names
};

// Where somebody stands who waits for a place.
struct QueuePlace {
  std::string label;       // of what has the places: "On site"
  std::int64_t place = 0;  // 1: the next
};

// How many places one row of a field of places has left for a newcomer.
struct PlaceLeft {
  std::string label;                 // "On site"
  std::optional<std::int64_t> left;  // none: no limit
  std::int64_t waiting = 0;          // in its queue: then nothing is left for newcomers
  bool has_queue = false;            // one can wait for it
};
struct PlacesLeft {
  std::string label;  // of the field
  std::vector<PlaceLeft> rows;
};

struct Crumb {
  InstanceId id;
  std::string title;
};

// One instance as one viewer sees it.
struct Shown {
  std::shared_ptr<const Package> package;
  const Workflow* workflow = nullptr;  // lives as long as package
  Snapshot snapshot;                   // cut
  std::string title;                   // its headline, or reference, or the workflow's title
  std::set<std::string> roles;         // of the viewer here
  Sight sight;
  std::vector<StateWords> states;  // of the active atomic states
  std::vector<QueuePlace> queues;  // in which it waits, as far as the viewer sees for what
  std::vector<Offer> offers;       // what the viewer may raise here
  std::vector<const Field*> form;  // what the viewer may edit now, in the order of the pages
  Answers draft;                   // saved answers to the form; empty unless the viewer may edit
  Fields above;                    // ancestor values that the form needs (the rubric of scores)
  std::vector<Crumb> crumbs;       // the visible instances above, root first
  std::map<std::string, std::map<std::string, std::int64_t>>
      children;  // workflow -> state -> visible ones
  // Of each field of type `place`: what this instance may choose, in words that say where there is
  // no place left. Of one of type `instance` that is asked: what it may name, as far as the viewer
  // sees it.
  std::map<std::string, std::vector<Choice>> places;
  // Of its own fields of places that the viewer sees and children take: what is left. Rows that are
  // kept for a group only for whoever sees all fields.
  std::vector<PlacesLeft> left = {};
  std::map<std::string, std::string> named;  // instances that fields name: id -> what it is called
  std::int64_t revision = 0;                 // history entries that the viewer may see: ETag, forms
  bool is_public = false;                    // a visitor sees it too
  // The nearest deadline of its active states, for the page's banner; none if there is none, or it
  // may not be seen.
  std::optional<Instant> by = {};
};

struct HistoryLine {
  std::int64_t number = 0;  // from 1, of the visible ones
  std::string event, sentence;
  Instant at{};
  std::vector<std::string> states;  // titles of those reached
  std::string hash;                 // of the entry, for receipts
  std::int64_t version = 0;  // of the instance; never shown, because it counts what is hidden too
};

// Which states an instance has been in and where it is, for the diagram.
struct Path {
  std::set<std::string> visited;
  Configuration here;
};

struct ListRequest {
  InstanceId parent;          // 0: roots
  std::string workflow = {};  // empty: any
  std::vector<std::string> states = {};
  InstanceId after = {};
  int limit = 50;             // 1 to 200
  bool newest_first = false;  // then `after` is the last one of the page before, too
};

struct ListRow {
  std::shared_ptr<const Package> package;
  const Workflow* workflow = nullptr;
  Snapshot snapshot;  // cut
  std::string title;
  std::vector<StateWords> states;
  bool is_watched = false;     // the viewer sees its whole history
  bool may_be_edited = false;  // by the viewer, in a form
};

// Rows and columns of a matrix in the order in which they were begun, and all cells of it.
struct Crossing {
  std::vector<ListRow> rows, columns, cells;
  std::vector<const MatrixGap*> gaps;  // of the matrix, that are for the viewer
  // Of a matrix with `years:`, for whom they are: those of which there is a report, latest first.
  std::vector<std::int64_t> years = {};
  // Of a year: the reports that count, and others of that year that the viewer sees. The cells are
  // then copies out of the former, under the report's id.
  std::vector<ListRow> reports = {}, pending = {};
};

struct Page {
  std::vector<ListRow> rows;
  InstanceId next;  // 0: the end
};

// Somebody who has a ticket, as whoever stands at the door sees it.
struct Guest {
  ListRow row;
  bool is_present = false;  // was let in
  // What the viewer may raise now: the event of the ticket, or its undoing.
  std::optional<Offer> enter = {}, undo = {};
};

// Something a person has to do, by when.
struct Task {
  ListRow instance;
  std::string what;                      // "Complete the form and send it in before the close."
  std::optional<Instant> by;             // the nearest deadline of its state
  std::optional<Instant> expected = {};  // to have been done; in the past: it is overdue
};

// What the viewer is asked on the shown instance (`feedback:`), and how far that is.
struct FeedbackAsked {
  const FeedbackRule* rule = nullptr;  // null: nothing, or not this viewer, or not now
  bool is_given = false;               // the answers are there; nobody can say which they are
  bool is_over = false;
  std::optional<Instant> until = {};
};

// What the children of the shown instance answered, for those who may read it.
struct FeedbackRead {
  const FeedbackRule* rule = nullptr;
  std::optional<Instant> until = {};
  bool is_over = false;  // until then there are no figures
  // Null before it is over, and where fewer answered than the rule says.
  std::optional<FeedbackFigures> figures = {};
};

// The door of the shown instance, if it is for this viewer now; null otherwise. Lives as long as
// `shown`.
const DoorRule* door_of(const Shown& shown);

class Engine {
 public:
  explicit Engine(Ports ports) : ports_(ports) {}

  Outcome<Applied> fire(const FireRequest& request);
  // Raises the event of the parent that starts such a child, or begins a root: allowed to whoever
  // would have an event to raise in it. Applied::instance is the new one.
  Outcome<Applied> start(const StartRequest& request);
  // What `start` would say of its answers, with nothing written.
  Outcome<Done> try_start(const StartRequest& request);
  // Delivers what is due: timers, then inbox rows, until nothing is.
  void wake(InstanceId id);

  // Durable when it returns. Refuses NotFound, NotAllowed, and Invalid for fields that are not in
  // the viewer's form now, for bad UTF-8 and U+0000; a value that is merely wrong is kept as typed.
  Outcome<Done> save_draft(InstanceId id, PersonId editor, const std::vector<DraftAnswer>& answers);
  // Stores the file and names it in the draft. Refuses Invalid for type by content, size, or a
  // field that is not in the form. `type` is what the caller found by content.
  Outcome<FileRow> attach(InstanceId id, PersonId editor, const FileRow& file,
                          const std::string& bytes);
  // A file that the viewer sees: because a visible field holds it, or the form that he may edit.
  Outcome<FileRow> file(FileId id, PersonId viewer);

  Outcome<Shown> show(InstanceId id, PersonId viewer);
  Outcome<std::vector<HistoryLine>> history(InstanceId id, PersonId viewer);
  Outcome<Path> path(InstanceId id, PersonId viewer);
  Page list(const ListRequest& request, PersonId viewer);
  // A `lists:` table of the shown instance: sorted; as many rows as a page shows, or all of them.
  // NotFound if not for this viewer now.
  enum class Rows { OfAPage, All };
  // `read`: told how many rows there are after each piece.
  Outcome<std::vector<ListRow>> table(const Shown& shown, const ListView& view, PersonId viewer,
                                      Rows wanted = Rows::OfAPage,
                                      const std::function<void(std::size_t)>& read = {});
  // How many rows `table` would have, or more: what is in two places at once may count twice.
  // Refuses as it does.
  static Outcome<std::int64_t> table_size(const Shown& shown, const ListView& view);
  // Whoever has a ticket now, by name; and one child, with a ticket or without. NotFound where
  // door_of is null.
  Outcome<std::vector<Guest>> guests(const Shown& shown, PersonId viewer);
  Outcome<Guest> guest(const Shown& shown, InstanceId id, PersonId viewer);
  // Addressed to the viewer; all for whoever sees all history of the instance.
  // A `matrices:` view of the shown instance: what of each the viewer sees. NotFound if not for
  // this viewer. Few queries, however many cells.
  // `year`: as it was reported for that year; refused where `years:` is not for this viewer.
  Outcome<Crossing> crossing(const Shown& shown, const MatrixView& view, PersonId viewer,
                             std::optional<std::int64_t> year = {});
  // A `sheets:` view: its columns are empty, and its cells children of the shown instance.
  Outcome<Crossing> crossing(const Shown& shown, const SheetView& view, PersonId viewer);
  // Feedback (feedback.cpp). Nothing of it is a step, an entry or a field.
  FeedbackAsked feedback_asked(const Shown& shown, PersonId viewer);
  // Refuses NotFound where nothing is asked, NotPossible when it was given or is over, Invalid.
  Outcome<Done> give_feedback(const Shown& shown, PersonId viewer, const Answers& answers);
  // Of children of the shown instance; none where the viewer is no reader.
  std::optional<FeedbackRead> feedback_read(const Shown& shown);
  // Of the shown instance with `paper: {since: STATE}`: the last one before it below the same
  // parent that is in this state, as the viewer sees it; none if there is none.
  std::optional<ListRow> earlier(const Shown& shown, PersonId viewer);
  Outcome<std::vector<Letter>> letters(InstanceId id, PersonId viewer);
  Outcome<Letter> letter(LetterId id, PersonId viewer);
  std::vector<Task> tasks(PersonId person);    // what I must do next, nearest first
  std::vector<ListRow> mine(PersonId person);  // what I hold a role of my own on
  // The workflows a person may begin a root of.
  std::vector<const Workflow*> openable(PersonId person);

  Ports& ports() { return ports_; }

 private:
  Ports ports_;
};

}  // namespace accolade
