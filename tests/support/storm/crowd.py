"""A thousand people who register at once, change their minds, give up and wait; each on a connection
of their own, in no order but that in which they are answered."""
import asyncio
import itertools

LOOKS = 3  # of whoever waits, while the storm blows
NEWS_EVERY = 20  # answers
DIFFERENT_MODE = {"on_site": "online", "online": "on_site"}


class Crowd:
    """What all of them do together, and what they were told."""

    def __init__(self, call, modes):
        self.call = call
        self.modes = modes  # of each person
        self.told = []
        self.confirmed, self.waiting = itertools.count(1), itertools.count(1)
        # Online begins when somebody has changed to it: otherwise it would be full before.
        self.may_go_online = asyncio.Event()
        self.changed = 0
        self.news, self.is_over = asyncio.Event(), False  # for whoever watches

    async def post(self, person, event, body, key=None):
        """`key`: the request is sent twice at once, on two connections, and is one request."""
        path = (f"/api/v1/instances/{person.registration}/events/{event}" if event != "begin"
                else "/api/v1/instances")
        more = [f"Idempotency-Key: {key}"] if key else []
        lines = [person.line, person.second] if person.second else [person.line]
        answers = await asyncio.gather(
            *(line.ask("POST", path, person.token, body, more) for line in lines))
        for answer in answers:
            told = answer.json()
            # A repeated answer is not a second step. Which of the two it was, nobody can tell.
            repeats = bool(key) and any(one["key"] == key for one in self.told)
            self.told.append({"instance": told.get("id", person.registration), "event": event,
                              "status": answer.status, "sent": answer.sent,
                              "received": answer.received, "repeats": repeats, "key": key})
        if len(self.told) % NEWS_EVERY < len(answers):
            self.news.set()
        good = [answer.json() for answer in answers if answer.status < 300]
        if good and event == "begin":
            person.registration = good[0]["id"]
        return good[0]["configuration"][0] if good else None

    async def register(self, person):
        key = f"begin-{person.number}" if person.number % 100 == 0 else None
        await self.post(person, "begin",
                        {"workflow": "registration", "parent": self.call, "fields": {}}, key)
        if self.modes[person.number] == "online":
            await self.may_go_online.wait()
        fields = {"name": f"Person {person.number}", "affiliation": "Institute", "kind": "research",
                  "country": "IT", "mode": self.modes[person.number], "agrees": True}
        key = f"submit-{person.number}" if person.number % 100 == 0 else None
        state = await self.post(person, "submit", {"fields": fields}, key)
        if state == "confirmed":
            await self.think_again(person, next(self.confirmed))
        elif state == "waiting":
            await self.wait(person, next(self.waiting))

    async def think_again(self, person, turn):
        """Of whoever has a place every third changes the mode and every fourth gives it up."""
        if turn % 3 == 0 and self.modes[person.number] == "on_site":
            other = DIFFERENT_MODE[self.modes[person.number]]
            await self.post(person, "switch", {"fields": {"mode": other}})
            self.changed += 1
            if self.changed >= 2:
                self.may_go_online.set()
        if turn % 4 == 0:
            await self.post(person, "cancel", {})

    async def wait(self, person, turn):
        """Of whoever waits every tenth leaves; a kept place is taken, every fifth time declined."""
        if turn % 10 == 0:
            await self.post(person, "cancel", {})
            return
        for _ in range(LOOKS):
            if await self.state(person) == "offered":
                await self.post(person, "cancel" if turn % 5 == 0 else "take", {})
                return

    async def state(self, person):
        answer = await person.line.ask("GET", f"/api/v1/instances/{person.registration}",
                                       person.token)
        return answer.json()["configuration"][0]

    async def take_what_is_kept(self, person):
        if await self.state(person) == "offered":
            await self.post(person, "take", {})


class Person:
    """`second`: another connection, on which an impatient person sends everything again."""

    def __init__(self, number, token, line, second):
        self.number, self.token, self.line, self.second = number, token, line, second
        self.registration = None
