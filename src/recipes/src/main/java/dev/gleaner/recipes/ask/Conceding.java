package dev.gleaner.recipes.ask;

import dev.gleaner.recipes.ask.Request.Extra;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Does without what the service turns out not to know: a question that it rejects is asked with less, and it remembers what helped. */
final class Conceding implements Call<Question, Reply> {

    private final Call<Request, Reply> next;
    private final Set<Extra> unknown = new CopyOnWriteArraySet<>();

    /** @param next asks */
    Conceding(Call<Request, Reply> next) {
        this.next = next;
    }

    @Override
    public Reply ask(Question question) throws InterruptedException {
        Set<Extra> all = less(Request.extras(question), unknown);
        List<Set<Extra>> tries = tries(all);
        for (Set<Extra> extras : tries.subList(0, tries.size() - 1)) {
            try {
                return ask(question, extras, all);
            } catch (UnansweredException e) {
                if (e.reason() != Cause.REJECTED) {
                    throw e;
                }
            }
        }
        return ask(question, tries.get(tries.size() - 1), all);
    }

    private Reply ask(Question question, Set<Extra> extras, Set<Extra> all) throws InterruptedException {
        Reply reply = next.ask(new Request(question, extras));
        unknown.addAll(less(all, extras));
        return reply;
    }

    private static List<Set<Extra>> tries(Set<Extra> all) {
        Set<Set<Extra>> tries = new LinkedHashSet<>();
        tries.add(all);
        tries.add(less(all, Set.of(Extra.FORM)));
        tries.add(less(all, Set.of(Extra.TEMPERATURE)));
        tries.add(Set.of());
        return List.copyOf(tries);
    }

    private static Set<Extra> less(Set<Extra> all, Set<Extra> some) {
        Set<Extra> rest = EnumSet.noneOf(Extra.class);
        rest.addAll(all);
        rest.removeAll(some);
        return rest;
    }
}
