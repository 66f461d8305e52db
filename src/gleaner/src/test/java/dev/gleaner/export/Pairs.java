package dev.gleaner.export;

import dev.gleaner.schema.Answer;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.Provenance;
import dev.gleaner.schema.Role;
import java.time.Instant;
import java.util.List;

/** Pairs for tests. */
final class Pairs {

    private Pairs() {}

    static PreferencePair pair(String id) {
        return PreferencePair.newBuilder()
                .setPairId(id)
                .setMethod(PairMethod.REVISION)
                .setConversationId("c")
                .setPrompt(List.of(new Message(Role.SYSTEM, "Be brief."), new Message(Role.USER, "Name a tree.")))
                .setChosen(answer("Oak.", "2"))
                .setRejected(answer("A tree is a plant.", "1"))
                .setConfidence(0.75)
                .setVerdicts(List.of())
                .setProvenance(Provenance.newBuilder()
                        .setPipeline("gleaner/test")
                        .setLabellers(List.of(new Labeller(LabellerKind.CLASSIFIER, "l", "1")))
                        .setSignals(List.of())
                        .build())
                .setDecidedAt(Instant.parse("2026-01-31T08:00:00Z"))
                .build();
    }

    private static Answer answer(String content, String turn) {
        return Answer.newBuilder()
                .setContent(content)
                .setModel("m")
                .setTurnId(turn)
                .build();
    }
}
