// Recursive descent over the tokens, from the loosest operator to the tightest.
#include <algorithm>
#include <array>
#include <span>

#include "engine/condition/suggestion.h"
#include "engine/condition/syntax.h"
#include "engine/condition/token.h"

namespace accolade {
namespace {

// From loose to tight. `in` is a name among signs.
constexpr std::array<std::string_view, 1> any_signs = {"||"};
constexpr std::array<std::string_view, 1> all_signs = {"&&"};
constexpr std::array<std::string_view, 7> relations = {"==", "!=", "<", "<=", ">", ">=", "in"};
constexpr std::array<std::string_view, 2> sums = {"+", "-"};
constexpr std::array<std::string_view, 3> products = {"*", "/", "%"};
constexpr std::array<std::span<const std::string_view>, 5> levels = {any_signs, all_signs,
                                                                     relations, sums, products};

// The first error wins: after it the parser stands at the end, and everything returns quickly.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::variant<Syntax, ConditionError> run() {
    Syntax root = expression();
    if (!error_ && here().kind != Token::Kind::End) unexpected();
    if (error_) return *error_;
    return root;
  }

 private:
  // condition ? then : else, or anything tighter.
  Syntax expression() {
    if (!descend()) return {};
    Syntax root = chain(0);
    if (here().is("?")) {
      const std::size_t offset = take().offset;
      Syntax then = expression();
      expect(":");
      Syntax otherwise = expression();
      root = combine(Syntax::Kind::Choose, offset,
                     {std::move(root), std::move(then), std::move(otherwise)});
    }
    --descents_;
    return root;
  }

  Syntax chain(std::size_t level) {
    if (level == levels.size()) return unary();
    Syntax left = chain(level + 1);
    while (!error_ && is_one_of(levels[level])) {
      const Token sign = take();
      Syntax right = chain(level + 1);
      left = joined(sign, std::move(left), std::move(right));
    }
    return left;
  }

  // `a && b && c` is one node, so that a long list of terms is not a deep tree.
  Syntax joined(const Token& sign, Syntax left, Syntax right) {
    if (!sign.is("&&") && !sign.is("||")) {
      Syntax binary =
          combine(Syntax::Kind::Binary, sign.offset, {std::move(left), std::move(right)});
      binary.text = sign.text;
      return binary;
    }
    const Syntax::Kind kind = sign.is("&&") ? Syntax::Kind::All : Syntax::Kind::Any;
    if (left.kind != kind) {
      return combine(kind, sign.offset, {std::move(left), std::move(right)});
    }
    left.end = right.end;
    left.depth = std::max(left.depth, right.depth + 1);
    if (left.depth > condition_depth_max) too_deep(sign.offset);
    left.parts.push_back(std::move(right));
    return left;
  }

  Syntax unary() {
    if (!here().is("!") && !here().is("-")) return postfix();
    if (!descend()) return {};
    const Token sign = take();
    Syntax operand = unary();
    --descents_;
    Syntax root = combine(sign.is("!") ? Syntax::Kind::Not : Syntax::Kind::Negate, sign.offset,
                          {std::move(operand)});
    root.start = sign.offset;
    return root;
  }

  Syntax postfix() {
    Syntax target = primary();
    while (!error_ && here().is(".")) {
      take();
      if (here().kind != Token::Kind::Name) return missing("a name");
      const Token name = take();
      std::vector<Syntax> parts;
      parts.push_back(std::move(target));
      const bool is_call = here().is("(");
      if (is_call) arguments(")", parts);
      target = combine(is_call ? Syntax::Kind::Method : Syntax::Kind::Member, name.offset,
                       std::move(parts));
      target.text = name.text;
    }
    return target;
  }

  Syntax primary() {
    const Token& token = here();
    if (token.kind == Token::Kind::Literal) return leaf(Syntax::Kind::Literal, take());
    if (token.is("(")) return parenthesised();
    if (token.is("[")) return items();
    if (token.kind != Token::Kind::Name || token.text == "in") return missing("a value");
    const Token name = take();
    if (here().is("(")) return figure_of(name.text) ? figure(name) : call(name);
    if (name.text != "true" && name.text != "false") return leaf(Syntax::Kind::Name, name);
    Syntax root = leaf(Syntax::Kind::Literal, name);
    root.literal = name.text == "true";
    return root;
  }

  Syntax parenthesised() {
    const std::size_t start = take().offset;
    Syntax root = expression();
    expect(")");
    root.start = start;
    root.end = last_end_;
    return root;
  }

  Syntax items() {
    const Token open = here();
    std::vector<Syntax> parts;
    arguments("]", parts);
    Syntax root = combine(Syntax::Kind::Items, open.offset, std::move(parts));
    root.start = open.offset;
    return root;
  }

  Syntax call(const Token& name) {
    std::vector<Syntax> parts;
    arguments(")", parts);
    Syntax root = combine(Syntax::Kind::Call, name.offset, std::move(parts));
    root.start = name.offset;
    root.text = name.text;
    return root;
  }

  // `max` and `min` are also functions: max(a, b).
  Syntax figure(const Token& name) {
    const bool has_state = token(1).kind == Token::Kind::Name && token(2).text == "in";
    if (!has_state && (name.text == "max" || name.text == "min")) return call(name);

    take();
    Syntax root = leaf(Syntax::Kind::Tally, name);
    root.tally.figure = *figure_of(name.text);
    tally_name(root, root.tally.child, false);
    if (here().text == "in") {
      take();
      tally_name(root, root.tally.state, true);
    }
    const bool is_count = root.tally.figure == Figure::Count;
    if (!is_count && !error_ && (root.tally.state.empty() || !here().is(","))) {
      fail(name.offset, in_quotes(name.text) + " is written `" + std::string(name.text) +
                            "(review in submitted, score)`: children, their state, a field");
    }
    if (!is_count) {
      expect(",");
      tally_name(root, root.tally.field, true);
    }
    expect(")");
    root.end = last_end_;
    return root;
  }

  void tally_name(Syntax& root, std::string& name, bool may_be_dotted) {
    if (error_) return;
    root.tally_offsets.push_back(here().offset);
    if (here().kind != Token::Kind::Name) return void(missing("a name"));
    name = take().text;
    while (may_be_dotted && here().is(".")) {
      take();
      if (here().kind != Token::Kind::Name) return void(missing("a name"));
      name += "." + std::string(take().text);
    }
  }

  // From the opening sign to `close`, commas between.
  void arguments(std::string_view close, std::vector<Syntax>& parts) {
    take();
    while (!error_ && !here().is(close)) {
      parts.push_back(expression());
      if (here().is(close)) break;
      expect(",");
      if (here().is(close)) missing("a value");
    }
    expect(close);
  }

  Syntax leaf(Syntax::Kind kind, const Token& token) {
    Syntax root = combine(kind, token.offset, {});
    root.start = token.offset;
    root.end = token.end();
    root.text = kind == Syntax::Kind::Literal ? "" : token.text;
    root.literal = token.literal;
    return root;
  }

  Syntax combine(Syntax::Kind kind, std::size_t offset, std::vector<Syntax> parts) {
    if (++nodes_ > condition_nodes_max)
      fail(offset, "this has more than 1000 parts; make it shorter");
    Syntax root;
    root.kind = kind;
    root.offset = offset;
    root.start = parts.empty() ? offset : parts.front().start;
    root.end = last_end_;
    for (const Syntax& part : parts)
      root.depth = std::max(root.depth, part.depth + 1);
    if (root.depth > condition_depth_max) too_deep(offset);
    root.parts = std::move(parts);
    return root;
  }

  bool descend() {
    if (++descents_ > condition_depth_max) too_deep(here().offset);
    return !error_;
  }

  bool is_one_of(std::span<const std::string_view> signs) {
    if (here().kind != Token::Kind::Sign && here().text != "in") return false;
    return std::find(signs.begin(), signs.end(), here().text) != signs.end();
  }

  const Token& here() const { return token(0); }
  const Token& token(std::size_t ahead) const {
    return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
  }
  const Token& take() {
    const Token& taken = here();
    last_end_ = taken.end();
    if (next_ + 1 < tokens_.size()) ++next_;
    return taken;
  }

  void expect(std::string_view sign) {
    if (error_) return;
    if (here().is(sign)) return void(take());
    const bool is_at_end = here().kind == Token::Kind::End;
    fail(here().offset, in_quotes(sign) + " is missing " + (is_at_end ? "at the end" : "here"));
  }

  Syntax missing(const std::string& what) {
    const bool is_at_end = here().kind == Token::Kind::End;
    fail(here().offset, is_at_end ? what + " is missing at the end"
                                  : what + " is missing before " + in_quotes(here().text));
    return {};
  }

  void unexpected() {
    const std::string written(here().text);
    if (written == "and") return fail(here().offset, "`and` is written `&&` here");
    if (written == "or") return fail(here().offset, "`or` is written `||` here");
    if (next_ > 0 && tokens_[next_ - 1].text == "not") {
      return fail(tokens_[next_ - 1].offset, "`not` is written `!` here");
    }
    fail(here().offset, in_quotes(written) + " is not expected here");
  }

  void too_deep(std::size_t offset) { fail(offset, "this is nested deeper than 64 levels"); }

  void fail(std::size_t offset, std::string message) {
    if (!error_) error_ = ConditionError{offset, std::move(message)};
    next_ = tokens_.size() - 1;
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::size_t last_end_ = 0;
  std::size_t nodes_ = 0;
  std::size_t descents_ = 0;
  std::optional<ConditionError> error_;
};

}  // namespace

std::variant<Syntax, ConditionError> parse(std::string_view text) {
  if (text.size() > condition_bytes_max) {
    return ConditionError{condition_bytes_max, "this is longer than 10000 bytes; make it shorter"};
  }
  auto tokens = tokens_of(text);
  if (const auto* error = std::get_if<ConditionError>(&tokens)) return *error;
  return Parser(std::get<0>(std::move(tokens))).run();
}

std::optional<Figure> figure_of(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"count", "sum", "mean",
                                                     "min",   "max", "spread"};
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Figure>(found - names.begin());
}

}  // namespace accolade
