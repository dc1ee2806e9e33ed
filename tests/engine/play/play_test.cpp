// The contract of `accolade run`: lines in, lines out.
#include "engine/play/play.h"

#include <gtest/gtest.h>

#include "engine/definition/loader.h"

namespace accolade {
namespace {

Play play(const std::string& yaml) {
  Loaded<Workflow> loaded = load_workflow("x.yaml", "workflow: x\n" + yaml, Strictness::Run);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return Play(std::move(loaded.value.value()));
}

TEST(Play, AStartAnswersWithTheConfiguration) {
  Play played = play(
      "fields: {x: {type: int, default: 0}, t: {type: text, optional: true}}\n"
      "states: {c: {parallel: true, states: {q: {}, p: {}}}}");
  EXPECT_EQ(played.answer(R"({"start": {"fields": {"t": "hello"}}})"),
            R"({"configuration":["p","q"],"fields":{"t":"hello","x":0},"effects":[],)"
            R"("refusal":null,"outcome":null})");
}

TEST(Play, LeftOutTheInstanceStartsBeforeTheFirstEvent) {
  Play played = play("states: {a: {entry: [{mail: {hello: boss}}], on: {e: b}}, b: {final: over}}");
  EXPECT_EQ(played.answer(R"({"event": "e"})"),
            R"({"configuration":["b"],"fields":{},"effects":[],"refusal":null,"outcome":"over"})");
  EXPECT_EQ(played.answer(R"({"start": {}})"), R"({"error":"it has started already"})");
}

TEST(Play, AnEventThatNothingTakesIsNotPossible) {
  Play played = play("states: {a: {}}");
  EXPECT_EQ(played.answer(R"({"event": "e"})"),
            R"({"configuration":["a"],"fields":{},"effects":[],"refusal":{"why":"NotPossible",)"
            R"("sentence":"“E” is not possible at “A”.","field":null},"outcome":null})");
}

TEST(Play, ByGivesRoles) {
  Play played = play("people: {chair: above}\nstates: {a: {on: {e: {by: chair, to: b}}}, b: {}}");
  EXPECT_EQ(played.answer(R"({"event": "e", "by": ["other"]})"),
            R"({"configuration":["a"],"fields":{},"effects":[],"refusal":{"why":"NotAllowed",)"
            R"("sentence":"“E” is not for you to do here; ask the secretariat.","field":null},)"
            R"("outcome":null})");
  EXPECT_EQ(played.answer(R"({"event": "e", "by": ["chair"]})"),
            R"({"configuration":["b"],"fields":{},"effects":[],"refusal":null,"outcome":null})");
}

TEST(Play, FieldsAreAnswersToWhatIsAsked) {
  Play played =
      play("fields: {n: {type: int, label: Number}}\nstates: {a: {on: {e: {ask: [n]}, f: {}}}}");
  EXPECT_EQ(
      played.answer(R"({"event": "e", "fields": {"n": "x"}})"),
      R"({"configuration":["a"],"fields":{},"effects":[],"refusal":{"why":"Invalid",)"
      R"("sentence":"Number must be a whole number, such as 12","field":"n"},"outcome":null})");
  EXPECT_EQ(played.answer(R"({"event": "f", "fields": {"n": 4}})"),
            R"({"configuration":["a"],"fields":{},"effects":[],"refusal":{"why":"Invalid",)"
            R"("sentence":"“n” is not asked for here","field":"n"},"outcome":null})");
  EXPECT_EQ(
      played.answer(R"({"event": "e", "fields": {"n": 4}})"),
      R"({"configuration":["a"],"fields":{"n":4},"effects":[],"refusal":null,"outcome":null})");
}

TEST(Play, TimersFireInOrderWithOneAnswerForAll) {
  Play played = play(R"(
states:
  a: {timers: {due: {after: 48h, to: b}}}
  b: {timers: {later: {after: 1h, to: c}, never: {after: 3d, to: a}}}
  c: {}
)");
  EXPECT_EQ(played.answer(R"({"start": {}})"),
            R"({"configuration":["a"],"fields":{},"effects":[{"timer":{"name":"due",)"
            R"("due":"2026-01-03T00:00:00Z"}}],"refusal":null,"outcome":null})");
  EXPECT_EQ(played.answer(R"({"advance": "PT49H"})"),
            R"({"configuration":["c"],"fields":{},"effects":[)"
            R"({"timer":{"name":"later","due":"2026-01-03T01:00:00Z"}},)"
            R"({"timer":{"name":"never","due":"2026-01-06T00:00:00Z"}},)"
            R"({"cancel":{"name":"never"}}],"refusal":null,"outcome":null})");
}

TEST(Play, TheParentGivesWhatIsReadOfIt) {
  Play played = play(R"(
deadlines: {close: parent.closes_at}
states:
  draft:
    timers: {lapse: {at: close, to: lapsed}}
    on: {submit: {if: before(close), otherwise: The call has closed., to: submitted}}
  submitted: {}
  lapsed: {final: lapsed}
)");
  EXPECT_EQ(played.answer(R"({"start": {"parent": {"fields": {"closes_at": 7}}}})"),
            R"({"error":"`parent.closes_at` has to be an instant, and this is 7"})");
  EXPECT_EQ(
      played.answer(R"({"start": {"parent": {"fields": {"closes_at": "2026-02-01T00:00:00Z"}}}})"),
      R"({"configuration":["draft"],"fields":{},"effects":[{"timer":{"name":"lapse",)"
      R"("due":"2026-02-01T00:00:00Z"}}],"refusal":null,"outcome":null})");
  EXPECT_EQ(played.answer(R"({"advance": "P31D"})"),
            R"({"configuration":["lapsed"],"fields":{},"effects":[],"refusal":null,)"
            R"("outcome":"lapsed"})");
}

TEST(Play, TheParentTellsAndMovesItsDates) {
  Play played = play(R"(
parent: call
parent_fields: {closes_at: {type: instant}}
people: {a: creator}
deadlines: {close: parent.closes_at}
states:
  draft:
    timers: {lapse: {at: close, to: lapsed}}
    on: {publish: published, go: {by: a, to: published}}
  published: {final: published}
  lapsed: {final: lapsed}
)");
  EXPECT_EQ(played.answer(R"({"event": "publish", "from": "somebody"})"),
            R"({"error":"`from` is `parent` or `child`"})");
  EXPECT_EQ(
      played.answer(R"({"start": {"parent": {"fields": {"closes_at": "2026-02-01T00:00:00Z"}}}})"),
      R"({"configuration":["draft"],"fields":{},"effects":[{"timer":{"name":"lapse",)"
      R"("due":"2026-02-01T00:00:00Z"}}],"refusal":null,"outcome":null})");
  EXPECT_EQ(played.answer(R"({"parent": {"fields": {"closes_at": "2026-03-01T00:00:00Z"}}})"),
            R"({"configuration":["draft"],"fields":{},"effects":[],"refusal":null,)"
            R"("outcome":null})");
  EXPECT_EQ(played.answer(R"({"advance": "P40D"})"),
            R"({"configuration":["draft"],"fields":{},"effects":[],"refusal":null,)"
            R"("outcome":null})");
  EXPECT_EQ(played.answer(R"({"event": "publish", "from": "parent"})"),
            R"({"configuration":["published"],"fields":{},"effects":[{"timer":{"name":"lapse",)"
            R"("due":"2026-03-01T00:00:00Z"}},{"cancel":{"name":"lapse"}}],)"
            R"("refusal":null,"outcome":"published"})");
}

TEST(Play, ChildrenAreCounted) {
  Play played = play(R"y(
fields: {score: {type: decimal, optional: true}}
states:
  a:
    on:
      children.review:
        if: "count(review in submitted) >= 2"
        to: b
        do: [{set: {score: "mean(review in submitted, score)"}}]
  b: {}
)y");
  EXPECT_EQ(played.answer(R"({"children": {"review": [
              {"configuration": ["submitted"], "fields": {"score": 4}}]}})"),
            R"({"configuration":["a"],"fields":{},"effects":[],"refusal":null,"outcome":null})");
  EXPECT_EQ(played.answer(R"({"children": {"review": [
              {"configuration": ["submitted"], "fields": {"score": 4}},
              {"configuration": ["declined"], "fields": {}},
              {"configuration": ["submitted"], "fields": {"score": 4.5}}]}})"),
            R"({"configuration":["b"],"fields":{"score":4.25E0},"effects":[],"refusal":null,)"
            R"("outcome":null})");
}

TEST(Play, EffectsComeInOrder) {
  Play played = play(R"(
people: {applicant: creator, secretary: above}
fields: {reviewers: {type: people}, year: {type: int, default: 2026}}
states:
  a:
    on:
      e:
        by: secretary
        ask: [reviewers]
        do: [{send: {event: s, after: 1h, id: i}}, {cancel: i}]
        start: {review: {each: reviewers}, task: {fields: {year: year}}}
        tell: {children: nomination, in: ranked, first: 3, by: score, event: award}
        mail: {receipt: [applicant, secretary]}
)");
  EXPECT_EQ(
      played.answer(R"({"event": "e", "by": ["secretary"], "fields": {"reviewers": ["5"]}})"),
      R"({"configuration":["a"],"fields":{"reviewers":["5"],"year":2026},"effects":[)"
      R"({"timer":{"name":"s","due":"2026-01-01T01:00:00Z"}},{"cancel":{"name":"i"}},)"
      R"({"start":{"workflow":"review","fields":{},"person":"5"}},)"
      R"({"start":{"workflow":"task","fields":{"year":2026}}},)"
      R"({"tell":{"children":"nomination","in":"ranked","first":3,"by":"score","ties":"refuse",)"
      R"("event":"award"}},{"mail":{"letter":"receipt","to":["applicant","secretary"]}}],)"
      R"("refusal":null,"outcome":null})");
}

TEST(Play, BadLinesAreAnsweredAndTheRunGoesOn) {
  Play played = play("fields: {n: {type: int, label: Number}}\nstates: {a: {on: {e: a}}}");
  EXPECT_EQ(played.answer("nonsense"), R"({"error":"this line is not JSON: syntax error"})");
  EXPECT_EQ(played.answer("[]"), R"({"error":"a line is a JSON object"})");
  EXPECT_EQ(
      played.answer("{}"),
      R"({"error":"a line has one of `start`, `event`, `advance`, `children`, `parent` or `full`"})");
  EXPECT_EQ(played.answer(R"({"event": "e", "who": 1})"), R"({"error":"`who` is not known here"})");
  EXPECT_EQ(played.answer(R"({"event": 1})"), R"({"error":"`event` is the name of an event"})");
  EXPECT_EQ(played.answer(R"({"advance": "-PT1H"})"),
            R"({"error":"`advance` is a duration, such as `PT48H` or `48h`"})");
  EXPECT_EQ(played.answer(R"({"start": {"fields": {"m": 1}}})"),
            R"({"error":"`m` is not known here"})");
  EXPECT_EQ(played.answer(R"({"start": {"fields": {"n": "x"}}})"),
            R"({"error":"Number must be a whole number, such as 12"})");
  EXPECT_EQ(played.answer(R"({"children": {"review": 1}})"),
            R"({"error":"the children of `review` are a list of objects"})");
  EXPECT_EQ(played.answer(R"({"event": "e"})"),
            R"({"configuration":["a"],"fields":{},"effects":[],"refusal":null,"outcome":null})");
}

TEST(Play, AKeyThatIsThereTwiceIsAnErrorAndChangesNothing) {
  Play played = play("fields: {n: {type: int, default: 0}}\nstates: {a: {on: {e: b}}, b: {}}");
  EXPECT_EQ(played.answer(R"({"event": "e", "event": "f"})"),
            R"({"error":"`event` is there twice"})");
  EXPECT_EQ(played.answer(R"({"start": {"fields": {"n": 1, "\u006e": 2}}})"),
            R"({"error":"`n` is there twice"})");
  EXPECT_EQ(played.answer(R"({"children": {"r": [{"fields": {"\"": 1}}, {"fields": {"x": "\":", )"
                          R"("x": 1}}]}})"),
            R"({"error":"`x` is there twice"})");
  EXPECT_EQ(
      played.answer(R"({"start": {"fields": {"n": 1}, "parent": {"fields": {"n": "n"}}}})"),
      R"({"configuration":["a"],"fields":{"n":1},"effects":[],"refusal":null,"outcome":null})");
}

TEST(Play, ChildrenReplaceAllThatIsKnownOfTheWorkflowsNamed) {
  Play played = play(
      "states: {a: {on: {both: {if: \"count(r in done) == 0 && count(s in done) == 1\", to: b}}}, "
      "b: {}}");
  played.answer(
      R"({"children": {"r": [{"configuration": ["done"]}], "s": [{"configuration": ["done"]}]}})");
  EXPECT_NE(played.answer(R"({"event": "both"})").find("NotPossible"), std::string::npos);
  played.answer(R"({"children": {"r": []}})");
  EXPECT_NE(played.answer(R"({"event": "both"})").find(R"("configuration":["b"])"),
            std::string::npos);
}

TEST(Play, WhereAPoolIsFullPeopleWait) {
  Play played = play(
      "fields: {mode: {type: place, of: parent.modes}}\n"
      "states:\n"
      "  draft: {on: {go: [{ask: [mode], to: inside}, {ask: [mode], to: queue}]}}\n"
      "  inside: {holds: mode}\n"
      "  queue: {waits_for: mode, on: {offered.mode: inside}}");
  played.answer(
      R"({"start": {"parent": {"fields": {"modes": [{"name": "hall", "label": "Hall"}]}}}})");
  EXPECT_EQ(played.answer(R"({"full": "modes.hall"})"),
            R"({"error":"`full` is a list of pools, such as `modes.on_site`"})");
  played.answer(R"({"full": ["modes.hall"]})");
  EXPECT_EQ(played.answer(R"({"event": "go", "fields": {"mode": "hall"}})"),
            R"({"configuration":["queue"],"fields":{"mode":"hall"},"effects":[],"refusal":null,)"
            R"("outcome":null})");
  EXPECT_EQ(played.answer(R"({"event": "offered.mode", "from": "parent"})"),
            R"({"configuration":["queue"],"fields":{"mode":"hall"},"effects":[],)"
            R"("refusal":{"why":"NotPossible","sentence":"There is no place left for “Hall”.",)"
            R"("field":null},"outcome":null})");
  played.answer(R"({"full": []})");
  EXPECT_EQ(played.answer(R"({"event": "offered.mode", "from": "parent"})"),
            R"({"configuration":["inside"],"fields":{"mode":"hall"},"effects":[],"refusal":null,)"
            R"("outcome":null})");
}

TEST(Play, TheWorldAroundItIsReadStrictly) {
  Play played = play("states: {a: {on: {e: a}}}");
  EXPECT_EQ(played.answer(R"({"start": {"parent": 1}})"), R"({"error":"`parent` is an object"})");
  EXPECT_EQ(played.answer(R"({"start": {"parent": {"fields": {}, "parent": {"field": 1}}}})"),
            R"({"error":"`field` is not known of a parent"})");
  EXPECT_EQ(played.answer(R"({"start": {"parent": {"fields": []}}})"),
            R"({"error":"`fields` of a parent is an object"})");
  EXPECT_EQ(played.answer(R"({"children": {"review": [1]}})"),
            R"({"error":"a child is an object"})");
  EXPECT_EQ(played.answer(R"({"children": {"review": [{"configuraton": ["x"]}]}})"),
            R"({"error":"`configuraton` is not known of a child"})");
  EXPECT_EQ(played.answer(R"({"children": {"review": [{"configuration": "x"}]}})"),
            R"({"error":"`configuration` of a child is a list of states"})");
  EXPECT_EQ(played.answer(R"({"children": {"review": [{"fields": 4}]}})"),
            R"({"error":"`fields` of a child is an object"})");
}

TEST(Play, TimersThatSetEachOtherOffRunAway) {
  Play played = play(
      "states: {a: {timers: {t: {after: 0s, to: b}}}, b: {timers: {u: {after: 0s, to: "
      "a}}}}");
  EXPECT_NE(played.answer(R"({"advance": "PT1H"})")
                .find(R"("refusal":{"why":"Runaway","sentence":"More than 10000 timers fired; the )"
                      R"(rest waits.","field":null})"),
            std::string::npos);
}

}  // namespace
}  // namespace accolade
