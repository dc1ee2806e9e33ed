"""What must be true after a storm, from what people were told, what is stored, and what the API shows.

`record` is plain data, as storm.py writes it:
  capacity   {mode: places}
  entries    the histories in order of commit: {instance, version, event, hash, to, mode}
  told       each answer to a POST: {instance, event, status, sent, received, mode, repeats}
  shown      instance -> [hash], the history by the API, and the state there: {hashes, state, mode}
  people     [[instance, person]]
  pools, queue   as stored
  seen       {mode: the most places that were taken whenever somebody looked during the storm}"""
from collections import Counter

HOLDS = {"confirmed", "offered", "attended"}


class Replay:
    """The places as they were after each entry."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.held = {mode: set() for mode in capacity}
        self.queue = {mode: [] for mode in capacity}
        self.modes, self.states = {}, {}
        self.faults = []

    def fault(self, entry, sentence):
        self.faults.append(f"{entry['event']} of {entry['instance']}: {sentence}")

    def take(self, entry):
        who = entry["instance"]
        before = (self.states.get(who), self.modes.get(who))
        if entry["mode"]:
            self.modes[who] = entry["mode"]
        state, mode = entry["to"][0], self.modes.get(who)
        self.states[who] = state
        if before[0] == "waiting" and state != "waiting":
            self.leave_queue(entry, before[1], state)
        if before[0] in HOLDS and not (state in HOLDS and before[1] == mode):
            self.held[before[1]].discard(who)
        if state == "waiting":
            self.queue[mode].append(who)
        if state in HOLDS:
            self.hold(entry, mode)

    def leave_queue(self, entry, mode, state):
        if state == "offered" and self.queue[mode][0] != entry["instance"]:
            self.fault(entry, f"the place went past {self.queue[mode][0]}, who waited longer")
        self.queue[mode].remove(entry["instance"])

    def hold(self, entry, mode):
        who = entry["instance"]
        if who in self.held[mode]:
            return
        if entry["event"] in ("submit", "switch") and self.queue[mode]:
            self.fault(entry, f"a newcomer got a place while {self.queue[mode][0]} waited")
        self.held[mode].add(who)
        if len(self.held[mode]) > self.capacity[mode]:
            self.fault(entry, f"{len(self.held[mode])} places of {self.capacity[mode]} are taken")


def told_and_stored(record):
    """What was acknowledged is there once, and nothing else is."""
    told = Counter((answer["instance"], answer["event"]) for answer in record["told"]
                   if answer["status"] < 300 and not answer["repeats"])
    stored = Counter((entry["instance"], entry["event"]) for entry in record["entries"]
                     if "." not in entry["event"])
    lost = [f"{event} of {instance} was acknowledged {count} times and is there"
            f" {stored[instance, event]} times"
            for (instance, event), count in told.items() if stored[instance, event] != count]
    unasked = [f"{event} of {instance} is there, and nobody was told so"
               for instance, event in stored.keys() - told.keys()]
    strange = [f"{answer['event']} was answered {answer['status']}" for answer in record["told"]
               if answer["status"] not in (200, 201, 409)]
    return lost + unasked + strange


def arrived_in_order(record, replay_joined):
    """Whoever had the answer before somebody else asked stands before them."""
    times = {answer["instance"]: answer for answer in record["told"]
             if answer["event"] == "submit" and answer["status"] == 200 and not answer["repeats"]}
    faults = []
    for mode, joined in replay_joined.items():
        earliest_later = float("inf")
        for who in reversed([one for one in joined if one in times]):
            if times[who]["sent"] > earliest_later:
                faults.append(f"{who} asked after another had been answered and stands before"
                              f" them in the queue for {mode}")
            earliest_later = min(earliest_later, times[who]["received"])
    return faults


def shown_and_stored(record, replay):
    hashes = {}
    for entry in record["entries"]:
        hashes.setdefault(entry["instance"], []).append((entry["version"], entry["hash"]))
    faults = []
    for instance, stored in hashes.items():
        shown = record["shown"].get(instance)
        if not shown or shown["hashes"] != [chained for _, chained in sorted(stored)]:
            faults.append(f"{instance}: the API shows another history than is stored")
        elif (shown["state"], shown["mode"]) != (replay.states[instance],
                                                 replay.modes.get(instance)):
            faults.append(f"{instance}: the API shows another state than its history leads to")
    return faults


def places_at_the_end(record, replay):
    faults = []
    for mode, capacity in record["capacity"].items():
        held, queue = len(replay.held[mode]), replay.queue[mode]
        if queue and held < capacity:
            faults.append(f"{mode}: {held} of {capacity} places are taken, and {len(queue)} wait")
        if record["seen"][mode] > capacity:
            faults.append(f"{mode}: somebody saw {record['seen'][mode]} places taken")
        if record["pools"].get(f"modes.{mode}") != [held, len(queue)]:
            faults.append(f"{mode}: the call's figures are {record['pools'].get(f'modes.{mode}')}")
        if record["queue"].get(f"modes.{mode}", []) != queue:
            faults.append(f"{mode}: the queue is not in the order of arrival")
    return faults


def nobody_twice(record):
    of_person = Counter(person for _, person in record["people"])
    of_instance = Counter(instance for instance, _ in record["people"])
    return [f"person {person} is registered {count} times"
            for person, count in of_person.items() if count > 1] + [
        f"{instance} belongs to {count} people"
        for instance, count in of_instance.items() if count > 1]


def faults_of(record):
    """What is not as it must be, one sentence each; none is the promise."""
    replay = Replay(record["capacity"])
    joined = {mode: [] for mode in record["capacity"]}
    for entry in record["entries"]:
        replay.take(entry)
        if entry["to"] == ["waiting"]:
            joined[replay.modes[entry["instance"]]].append(entry["instance"])
    return (replay.faults + told_and_stored(record) + arrived_in_order(record, joined) +
            shown_and_stored(record, replay) + places_at_the_end(record, replay) +
            nobody_twice(record))


def happened(record):
    """How often what happened, so that a storm without wind is noticed."""
    counted = Counter(entry["event"] for entry in record["entries"])
    counted["confirmed at once"] = sum(entry["event"] == "submit" and entry["to"] == ["confirmed"]
                                       for entry in record["entries"])
    counted["refused"] = sum(answer["status"] == 409 for answer in record["told"])
    taken = {name: held for name, (held, _) in sorted(record["pools"].items())}
    return {**counted, "taken": taken}
