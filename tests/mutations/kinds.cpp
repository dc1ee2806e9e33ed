// Walks the words of a workflow and makes one mistake at a time.
#include "tests/mutations/kinds.h"

#include <algorithm>
#include <functional>
#include <regex>
#include <set>

#include "tests/mutations/tree.h"

namespace accolade {
namespace {

using Edit = std::function<void(YamlNode&)>;

void add_state_names(const YamlNode& state, std::vector<std::string>& names) {
  const YamlNode* states = item_of(state, "states");
  if (states == nullptr) return;
  for (std::size_t i = 0; i < states->items.size(); ++i) {
    names.push_back(states->keys[i].text);
    add_state_names(states->items[i], names);
  }
}

std::vector<std::string> keys_of(const YamlNode* map) {
  std::vector<std::string> keys;
  if (map == nullptr) return keys;
  for (const YamlKey& key : map->keys)
    keys.push_back(key.text);
  return keys;
}

class Mutating {
 public:
  Mutating(const std::string& file, const std::map<std::string, YamlNode>& trees,
           std::vector<Mutant>& mutants)
      : file_(file), trees_(trees), root_(trees.at(file)), mutants_(mutants) {
    add_state_names(root_, states_);
    roles_ = keys_of(item_of(root_, "people"));
    roles_.push_back("anyone");
  }

  void run() {
    for_word(root_, {}, "fields", [&](const YamlNode& fields, const Spot& spot) {
      for_each_item(fields, spot,
                    [&](const YamlNode&, const Spot& field) { drop("drop-field", field); });
    });
    for_word(root_, {}, "deadlines", [&](const YamlNode& deadlines, const Spot& spot) {
      for_each_item(deadlines, spot, [&](const YamlNode& instant, const Spot& deadline) {
        drop("drop-deadline", deadline);
        shorten(instant, deadline);
      });
    });
    state(root_, {});
  }

 private:
  using Visit = std::function<void(const YamlNode&, const Spot&)>;

  static void for_each_item(const YamlNode& node, const Spot& spot, const Visit& visit) {
    for (std::size_t i = 0; i < node.items.size(); ++i)
      visit(node.items[i], spot.inside(node, i));
  }

  static void for_word(const YamlNode& node, const Spot& spot, std::string_view word,
                       const Visit& visit) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      if (node.keys[i].text == word) visit(node.items[i], spot.inside(node, i));
    }
  }

  void make(const std::string& kind, const std::string& place, const Edit& edit) {
    YamlNode changed = root_;
    edit(changed);
    mutants_.push_back({kind, file_, place, text_of_tree(changed)});
  }

  void drop(const std::string& kind, const Spot& spot) {
    make(kind, spot.words, [&](YamlNode& root) { remove_at(root, spot); });
  }

  void write(const std::string& kind, const Spot& spot, const std::string& text) {
    make(kind, spot.words + "=" + text, [&](YamlNode& root) { node_at(root, spot).text = text; });
  }

  void write_each_other(const std::string& kind, const YamlNode& scalar, const Spot& spot,
                        const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      if (text != scalar.text) write(kind, spot, text);
    }
  }

  // A scalar, or each of a list.
  void for_scalars(const YamlNode& node, const Spot& spot, const Visit& visit) {
    if (node.kind == YamlNode::Kind::Scalar) return visit(node, spot);
    if (node.kind == YamlNode::Kind::Sequence) for_each_item(node, spot, visit);
  }

  // --- Deadlines and conditions -----------------------------------------------------------------

  // `max(a, b)` becomes a, and b.
  void shorten(const YamlNode& instant, const Spot& spot) {
    static const std::regex several(R"((?:max|min)\(([^,()]+), ([^,()]+)\))");
    std::smatch parts;
    if (!std::regex_match(instant.text, parts, several)) return;
    write("other-deadline", spot, parts[1]);
    write("other-deadline", spot, parts[2]);
  }

  void condition(const YamlNode& node, const Spot& spot) {
    write("flip-condition", spot, "!(" + node.text + ")");
    const Spot holder = holder_of(spot);
    make("drop-condition", spot.words, [&](YamlNode& root) {
      YamlNode& words = node_at(root, holder);
      for (std::size_t i = words.keys.size(); i-- > 0;) {
        if (words.keys[i].text != "if" && words.keys[i].text != "otherwise") continue;
        words.keys.erase(words.keys.begin() + static_cast<std::ptrdiff_t>(i));
        words.items.erase(words.items.begin() + static_cast<std::ptrdiff_t>(i));
      }
    });
    static const std::regex quorum(R"((count\([^)]*\) (?:>=|==|>|<|<=) )(\d+))");
    std::smatch found;
    if (!std::regex_search(node.text, found, quorum)) return;
    const auto with = [&](int number) {
      return std::string(found.prefix()) + std::string(found[1]) + std::to_string(number) +
             std::string(found.suffix());
    };
    const int number = std::stoi(found[2]);
    write("unreachable-quorum", spot, with(number + 300));
    write("other-quorum", spot, with(number + 1));
    if (number > 0) write("other-quorum", spot, with(number - 1));
  }

  static Spot holder_of(Spot spot) {
    spot.path.pop_back();
    return spot;
  }

  // --- States -----------------------------------------------------------------------------------

  void state(const YamlNode& node, const Spot& spot) {
    for_each_item(node, spot, [&](const YamlNode& item, const Spot& here) {
      const std::string& word = node.keys.at(here.path.back()).text;
      if (word == "on") transitions(item, here);
      if (word == "always")
        for_each_item(item, here, [&](auto& one, auto& at) { transition(one, at); });
      if (word == "timers") for_each_item(item, here, [&](auto& one, auto& at) { timer(one, at); });
      if (word == "entry" || word == "exit") actions(item, here);
      if (word == "final") drop("drop-end", here);
      if (word == "open_ended") drop("drop-open-ended", here);
      if (word == "sees")
        for_each_item(item, here, [&](auto&, auto& at) { drop("drop-sight", at); });
      if (word == "form") form(item, here);
      if (word == "initial") initial(item, node, here);
      if (word != "states") return;
      for_each_item(item, here, [&](const YamlNode& inner, const Spot& at) {
        drop("drop-state", at);
        state(inner, at);
      });
    });
  }

  void form(const YamlNode& node, const Spot& spot) {
    for_each_item(node, spot, [&](const YamlNode& fields, const Spot& role) {
      for_each_item(fields, role, [&](auto&, auto& field) { drop("drop-question", field); });
    });
  }

  void initial(const YamlNode& node, const YamlNode& state, const Spot& spot) {
    const std::vector<std::string> siblings = keys_of(item_of(state, "states"));
    if (node.kind == YamlNode::Kind::Scalar)
      write_each_other("other-initial", node, spot, siblings);
  }

  void timer(const YamlNode& node, const Spot& spot) {
    drop("drop-timer", spot);
    static const std::set<std::string> of_time{"after", "at", "late"};
    make("drop-transition", spot.words, [&](YamlNode& root) {
      YamlNode& words = node_at(root, spot);
      for (std::size_t i = words.keys.size(); i-- > 0;) {
        if (of_time.contains(words.keys[i].text)) continue;
        words.keys.erase(words.keys.begin() + static_cast<std::ptrdiff_t>(i));
        words.items.erase(words.items.begin() + static_cast<std::ptrdiff_t>(i));
      }
    });
    if (text_of_tree(node) == text_without_transition(node)) mutants_.pop_back();
    transition_words(node, spot);
  }

  static std::string text_without_transition(YamlNode node) {
    for (std::size_t i = node.keys.size(); i-- > 0;) {
      const std::string& word = node.keys[i].text;
      if (word == "after" || word == "at" || word == "late") continue;
      node.keys.erase(node.keys.begin() + static_cast<std::ptrdiff_t>(i));
      node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return text_of_tree(node);
  }

  // --- Transitions ------------------------------------------------------------------------------

  void transitions(const YamlNode& on, const Spot& spot) {
    for_each_item(on, spot, [&](const YamlNode& item, const Spot& at) {
      if (item.kind != YamlNode::Kind::Sequence) return transition(item, at);
      for_each_item(item, at, [&](auto& choice, auto& place) { transition(choice, place); });
    });
  }

  void transition(const YamlNode& node, const Spot& spot) {
    drop("drop-transition", spot);
    if (node.kind == YamlNode::Kind::Scalar)
      return write_each_other("swap-target", node, spot, states_);
    transition_words(node, spot);
  }

  void transition_words(const YamlNode& node, const Spot& spot) {
    for_each_item(node, spot, [&](const YamlNode& item, const Spot& here) {
      const std::string& word = node.keys.at(here.path.back()).text;
      if (word == "to")
        for_scalars(item, here, [&](auto& one, auto& at) {
          write_each_other("swap-target", one, at, states_);
        });
      if (word == "if") condition(item, here);
      if (word == "do") actions(item, here);
      if (word == "by") by(item, here);
      if (word == "ask") ask(item, here);
      action_word(word, item, here);
    });
  }

  void by(const YamlNode& node, const Spot& spot) {
    drop("drop-by", spot);
    for_scalars(node, spot, [&](const YamlNode& role, const Spot& at) {
      write_each_other("swap-role", role, at, roles_);
      if (node.kind == YamlNode::Kind::Sequence) drop("drop-by", at);
    });
  }

  void ask(const YamlNode& node, const Spot& spot) {
    drop("drop-ask", spot);
    if (node.kind != YamlNode::Kind::Sequence || node.items.size() < 2) return;
    for_each_item(node, spot, [&](auto&, auto& at) { drop("drop-ask", at); });
  }

  // --- Actions ----------------------------------------------------------------------------------

  void actions(const YamlNode& list, const Spot& spot) {
    for_each_item(list, spot, [&](const YamlNode& action, const Spot& at) {
      drop("drop-action", at);
      for_each_item(action, at, [&](const YamlNode& item, const Spot& here) {
        const std::string& word = action.keys.at(here.path.back()).text;
        if (word == "if") condition(item, here);
        if (word == "do" || word == "else") return actions(item, here);
        if (word == "tell") tell(item, here);
      });
    });
  }

  // Written beside the other words of a transition.
  void action_word(const std::string& word, const YamlNode& node, const Spot& spot) {
    if (word == "mail") {
      if (node.items.size() < 2) return drop("drop-mail", spot);
      for_each_item(node, spot, [&](auto&, auto& letter) { drop("drop-mail", letter); });
    }
    if (word == "start") {
      drop("drop-start", spot);
      for_each_item(node, spot, [&](const YamlNode& child, const Spot& at) {
        for_each_item(child, at, [&](auto&, auto& here) { drop("drop-start", here); });
      });
    }
    if (word == "tell") {
      drop("drop-tell", spot);
      tell(node, spot);
    }
  }

  void tell(const YamlNode& node, const Spot& spot) {
    for_each_item(node, spot, [&](const YamlNode& item, const Spot& here) {
      const std::string& word = node.keys.at(here.path.back()).text;
      if (word == "event" || word == "parent") write("unheard-tell", here, item.text + "_aloud");
      if (word == "first" || word == "ties") drop("tell-others", here);
      if (word != "in") return;
      drop("tell-others", here);
      const YamlNode* children = item_of(node, "children");
      if (children != nullptr)
        write_each_other("tell-others", item, here, states_of(children->text));
    });
  }

  std::vector<std::string> states_of(const std::string& workflow) const {
    std::vector<std::string> names;
    for (const auto& [file, tree] : trees_) {
      const YamlNode* name = item_of(tree, "workflow");
      if (name != nullptr && name->text == workflow) add_state_names(tree, names);
    }
    return names;
  }

  const std::string& file_;
  const std::map<std::string, YamlNode>& trees_;
  const YamlNode& root_;
  std::vector<Mutant>& mutants_;
  std::vector<std::string> states_, roles_;
};

}  // namespace

std::vector<Mutant> mutants_of(const PackageFiles& files) {
  std::map<std::string, YamlNode> trees;
  for (const auto& [file, text] : files) {
    const bool is_workflow = file.ends_with(".yaml") && file.find('/') == std::string::npos;
    if (is_workflow) trees.emplace(file, tree_of(file, text));
  }
  std::vector<Mutant> mutants;
  for (const auto& [file, text] : files) {
    if (trees.contains(file)) {
      Mutating(file, trees, mutants).run();
    } else {
      const bool is_letter = file.ends_with(".md");
      mutants.push_back({is_letter ? "drop-letter" : "drop-calendar", file, "", std::nullopt});
    }
  }
  return mutants;
}

PackageFiles applied(PackageFiles files, const Mutant& mutant) {
  if (mutant.text) {
    files[mutant.file] = *mutant.text;
  } else {
    files.erase(mutant.file);
  }
  return files;
}

}  // namespace accolade
