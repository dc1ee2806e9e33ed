// Draws states first, then what they do: targets and conditions name states that are there.
#include "tests/db/random_package.h"

#include <boost/json.hpp>

namespace accolade {
namespace {

namespace json = boost::json;
using Names = std::vector<std::string>;

// What differs between the three workflows of a package.
struct Part {
  const char* name;
  const char* parent;  // empty: the root
  const char* child;   // empty: the lowest
  json::object people;
  Names roles;  // of persons
  json::object deadlines;
  Names conditions;
  std::vector<json::object> sets;
};

json::object fields_of_everybody() {
  return json::parse(R"({
    "n": {"type": "int", "default": 1},
    "d": {"type": "decimal", "optional": true},
    "s": {"type": "text", "optional": true, "words": 6},
    "secret": {"type": "long text", "optional": true, "personal": true},
    "b": {"type": "bool", "default": false},
    "c": {"type": "choice", "choices": ["red", "green"], "default": "red"},
    "tags": {"type": "choices", "choices": ["x", "y", "z"], "optional": true},
    "day": {"type": "date", "optional": true},
    "t": {"type": "instant", "optional": true},
    "span": {"type": "duration", "default": "36h"},
    "land": {"type": "country", "optional": true},
    "who": {"type": "people", "optional": true}})")
      .as_object();
}

const Names conditions_of_everybody = {"n > 2",
                                       "n % 3 != 1",
                                       "has(d) && d > 1.5",
                                       "b",
                                       "!b",
                                       "c == 'red'",
                                       "has(s) && size(s) > 3",
                                       "has(t) && t > now",
                                       "before(close)",
                                       "has(tags) && tags.exists(x, x == 'y')",
                                       "has(who) && size(who) > 1",
                                       "n < 20 || b"};

std::vector<json::object> sets_of_everybody() {
  return {{{"n", "n + 1"}},
          {{"n", "n * 2 - 3"}},
          {{"b", "!b"}},
          {{"d", "decimal(n) * 1.5"}},
          {{"d", "has(d) ? d / 3.0 : 2.25"}},
          {{"s", "'is ' + string(n)"}},
          {{"t", "now + span"}},
          {{"span", "span + duration('90m')"}},
          {{"day", "date('2026-03-29')"}},
          {{"n", "has(s) ? size(s) : 0"}}};
}

Part call_part() {
  return {"call",
          "",
          "paper",
          {{"owner", "creator"}, {"office", "above"}},
          {"owner", "office", "anyone"},
          {{"close", "t"}, {"later", "t"}},
          {"count(paper) > 1"},
          {{{"n", "count(paper)"}}}};
}

Part paper_part() {
  return {"paper",
          "call",
          "review",
          {{"author", "creator"}, {"owner", "above"}, {"office", "above"}},
          {"author", "office", "anyone"},
          {{"close", "max(parent.t, t)"}, {"later", "parent.t"}},
          {"count(review) > 0", "has(parent.b) && parent.b", "has(parent.d) && parent.d > 1.0"},
          {{{"n", "parent.n"}}, {{"t", "parent.t"}}, {{"n", "count(review)"}}}};
}

Part review_part() {
  return {"review",
          "paper",
          "",
          {{"reviewer", "assigned"}, {"office", "above"}},
          {"reviewer", "office", "anyone"},
          {{"close", "max(parent.t, t)"}, {"later", "parent.t"}},
          {"has(parent.parent.b) && parent.parent.b", "has(parent.s) && parent.s != 'x'"},
          {{{"s", "parent.s"}}, {{"n", "parent.parent.n"}}}};
}

class PartWriter {
 public:
  PartWriter(const Part& part, Names child_states, Chance& chance)
      : part_(part), child_states_(std::move(child_states)), chance_(chance) {}

  const Names& states() const { return names_; }

  json::object write() {
    draw_tree();
    json::object file{{"workflow", part_.name}, {"people", part_.people}};
    if (*part_.parent != '\0') file["parent"] = part_.parent;
    file["fields"] = fields_of_everybody();
    file["deadlines"] = part_.deadlines;
    json::object sees, form;
    for (const std::string& role : part_.roles) {
      sees[role] = "all";
      if (role != "anyone" && chance_.happens(70)) form[role] = json::array{"n", "s", "d", "tags"};
    }
    form[part_.roles[0]] = json::array{"n", "b", "s", "secret", "land", "day"};
    file["sees"] = sees;
    file["form"] = form;
    for (auto& [word, value] : behaviour(tree_))
      file[word] = std::move(value);
    add_what_all_have(file);
    return file;
  }

 private:
  struct Node {
    std::string name, kind;  // "atomic", "compound", "parallel", "final", "history"
    std::vector<Node> inside;
  };

  void draw_tree() {
    tree_.kind = "compound";
    for (std::int64_t count = chance_.between(1, 3); count > 0; --count)
      tree_.inside.push_back(draw_state(1));
    tree_.inside.push_back(named("final"));
  }

  Node named(const std::string& kind) {
    Node node;
    node.kind = kind;
    node.name = std::string(1, part_.name[0]) + std::to_string(names_.size());
    names_.push_back(node.name);
    return node;
  }

  // Two levels, now and then three.
  Node draw_state(int depth) {
    constexpr int depth_max = 2;
    const bool is_deepest = depth > depth_max || (depth == depth_max && !chance_.happens(15));
    const std::int64_t drawn = is_deepest ? 100 : chance_.between(1, 100);
    if (drawn > 45) return named("atomic");
    Node node = named(drawn > 18 ? "compound" : "parallel");
    for (std::int64_t count = chance_.between(2, 3); count > 0; --count)
      node.inside.push_back(draw_state(depth + 1));
    if (node.kind == "compound" && chance_.happens(50)) node.inside.push_back(named("history"));
    if (node.kind == "compound" && chance_.happens(30)) node.inside.push_back(named("final"));
    return node;
  }

  json::object state(const Node& node, const Node& around) {
    if (node.kind == "final") return {{"final", "over"}};
    if (node.kind == "history") {
      return {{"history", chance_.happens(50) ? "deep" : "shallow"}, {"to", around.inside[0].name}};
    }
    json::object words = behaviour(node);
    if (node.kind == "parallel") words["parallel"] = true;
    return words;
  }

  json::object behaviour(const Node& node) {
    json::object words, inside;
    for (const Node& child : node.inside)
      inside[child.name] = state(child, node);
    if (!inside.empty()) words["states"] = inside;
    if (node.kind == "compound" && chance_.happens(25)) {
      words["initial"] = json::object{{"to", node.inside[1].name}, {"do", actions()}};
    }
    json::object on, timers;
    for (std::int64_t count = chance_.between(0, 2); count > 0; --count)
      on[chance_.one_of(events_)] = transition(true);
    if (chance_.happens(20)) on["told"] = transition(false);
    if (chance_.happens(20)) on["refused.*"] = transition(false);
    if (chance_.happens(25) && *part_.child != '\0') {
      on["children." + std::string(part_.child)] = transition(false);
    }
    if (chance_.happens(30))
      timers["tick"] =
          timed({{"after", chance_.happens(20) ? "1 working day" : chance_.one_of(spans_)}});
    if (chance_.happens(30)) timers["lapse"] = timed({{"at", chance_.one_of(instants_)}});
    if (!on.empty()) words["on"] = on;
    if (!timers.empty()) words["timers"] = timers;
    if (chance_.happens(30)) words["entry"] = actions();
    if (chance_.happens(15)) words["exit"] = actions();
    // Few, and few raises: most of them would go round in circles.
    if (chance_.happens(3)) words["always"] = transition(false);
    return words;
  }

  json::object timed(json::object timer) {
    const bool is_at_deadline = timer.contains("at");
    const bool is_skipped = is_at_deadline && chance_.happens(50);
    if (is_skipped) timer["late"] = "skip";
    if (chance_.happens(30)) return timer;
    for (auto& [word, value] : transition(false)) {
      // It would come again and again where its state is entered anew after the deadline.
      if (word != "to" || !is_at_deadline || is_skipped) timer[word] = std::move(value);
    }
    return timer;
  }

  json::object transition(bool is_for_persons) {
    json::object words;
    if (is_for_persons && chance_.happens(90)) words["by"] = chance_.one_of(part_.roles);
    if (chance_.happens(35)) {
      words["if"] = condition();
      words["reveals"] = true;
    }
    if (chance_.happens(65)) words["to"] = chance_.one_of(names_);
    if (chance_.happens(50)) words["do"] = actions();
    if (chance_.happens(15)) words["internal"] = true;
    if (is_for_persons && chance_.happens(25)) words["ask"] = chance_.one_of(asks_);
    if (is_for_persons && chance_.happens(15)) {
      words["by"] = part_.roles[0];
      words["ask"] = "form";
    }
    if (chance_.happens(20)) words["mail"] = json::object{{"note", people_to_write_to()}};
    return words;
  }

  std::string condition() {
    Names all = conditions_of_everybody;
    all.insert(all.end(), part_.conditions.begin(), part_.conditions.end());
    all.push_back("in_state('" + chance_.one_of(names_) + "')");
    if (!child_states_.empty()) {
      const std::string of = some_children();
      for (const std::string& figure : {"max(" + of + ", n)", "spread(" + of + ", n)"})
        all.push_back("has(" + figure + ") && " + figure + " > 2");
      all.push_back("has(mean(" + of + ", d)) && mean(" + of + ", d) > 1.5");
      all.push_back("count(" + of + ") >= 1");
    }
    return chance_.one_of(all);
  }

  // "paper in p3"
  std::string some_children() {
    return std::string(part_.child) + " in " + chance_.one_of(child_states_);
  }

  json::array people_to_write_to() {
    json::array roles{part_.roles[0]};
    if (chance_.happens(40)) roles.emplace_back("office");
    return roles;
  }

  json::array actions() {
    json::array list;
    for (std::int64_t count = chance_.between(1, 2); count > 0; --count)
      list.push_back(action(2));
    return list;
  }

  json::object action(int nesting) {
    switch (chance_.between(1, 10)) {
      case 1:
        if (chance_.happens(70)) return {{"set", set()}};
        return {{"raise", chance_.one_of(events_)}};
      case 2:
        return {{"send", json::object{{"event", chance_.one_of(events_)},
                                      {"after", chance_.one_of(spans_)},
                                      {"id", chance_.happens(50) ? "i" : "j"}}}};
      case 3:
        return {{"cancel", "i"}};
      case 4:
        return {{"mail", json::object{{"note", people_to_write_to()}}}};
      case 5:
        return tell();
      case 6:
        if (nesting > 0) {
          return {{"if", condition()},
                  {"do", json::array{action(nesting - 1)}},
                  {"else", json::array{action(nesting - 1)}}};
        }
        [[fallthrough]];
      default:
        return {{"set", set()}};
    }
  }

  json::object set() {
    std::vector<json::object> all = sets_of_everybody();
    all.insert(all.end(), part_.sets.begin(), part_.sets.end());
    if (!child_states_.empty()) {
      const std::string of = some_children();
      all.insert(all.end(), {{{"d", "mean(" + of + ", d)"}},
                             {{"d", "sum(" + of + ", d)"}},
                             {{"d", "min(" + of + ", d)"}},
                             {{"n", "count(" + of + ")"}}});
    }
    json::object chosen = chance_.one_of(all);
    if (chance_.happens(30)) {
      for (auto& [field, value] : chance_.one_of(all))
        chosen[field] = value;
    }
    return chosen;
  }

  json::object tell() {
    const bool is_up = *part_.parent != '\0' && (*part_.child == '\0' || chance_.happens(50));
    if (is_up) {
      json::object words{{"parent", chance_.happens(50) ? "told" : "nothing"}};
      if (chance_.happens(40)) words["must"] = true;
      return {{"tell", words}};
    }
    json::object words{{"children", part_.child}, {"event", chance_.happens(80) ? "told" : "e1"}};
    if (!child_states_.empty() && chance_.happens(50)) words["in"] = chance_.one_of(child_states_);
    if (chance_.happens(40)) {
      words["first"] = chance_.between(1, 2);
      words["by"] = "n";
      words["ties"] = chance_.one_of(Names{"refuse", "all", "none"});
    }
    if (chance_.happens(30)) words["must"] = true;
    return {{"tell", words}};
  }

  // So that there are children at all, dates move, and drafts are taken.
  void add_what_all_have(json::object& file) {
    json::value& on = file["on"];
    if (!on.is_object()) on = json::object();
    json::object& events = on.as_object();
    events["edit"] = json::object{{"by", part_.roles[0]}, {"ask", "form"}};
    events["move"] = json::object{{"by", "office"}, {"ask", json::array{"t"}}};
    if (std::string(part_.child) == "paper") {
      events["begin_paper"] = json::object{{"by", "anyone"}, {"start", "paper"}};
    }
    if (std::string(part_.child) == "review") {
      json::object start{{"each", "who"}};
      if (chance_.happens(50)) start["limit"] = "one per person";
      if (chance_.happens(50)) start["fields"] = json::object{{"n", "n + 1"}, {"s", "s"}};
      events["assign"] = json::object{{"by", "office"},
                                      {"ask", json::array{"who"}},
                                      {"start", json::object{{"review", start}}}};
    }
  }

  const Part& part_;
  const Names child_states_;
  Chance& chance_;
  Node tree_;
  Names names_;
  const Names events_ = {"e1", "e2", "e3", "e3.x", "told"};
  const Names spans_ = {"11h", "2d", "9d"};
  const Names instants_ = {"close", "close - 48h", "later", "later + 3h"};
  const std::vector<json::value> asks_ = {json::array{"n"}, json::array{"s", "secret"},
                                          json::array{"d", "tags", "t"}};
};

}  // namespace

std::map<std::string, std::string> random_package(Chance& chance) {
  const Part call = call_part(), paper = paper_part(), review = review_part();
  PartWriter reviews(review, {}, chance);
  const json::object review_file = reviews.write();
  PartWriter papers(paper, reviews.states(), chance);
  const json::object paper_file = papers.write();
  PartWriter calls(call, papers.states(), chance);
  const json::object call_file = calls.write();
  return {{"call.yaml", json::serialize(call_file)},
          {"paper.yaml", json::serialize(paper_file)},
          {"review.yaml", json::serialize(review_file)},
          {"letters/note.md", "Subject: News\n\n{{person.name}}: {{n}} {{s}} {{reference}}"}};
}

}  // namespace accolade
