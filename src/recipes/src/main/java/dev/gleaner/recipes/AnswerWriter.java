package dev.gleaner.recipes;

import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.schema.Answer;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has a language model answer a conversation, with this user's preferences in mind or without. Its user speaks to it as to any model; what
 * its product told it stays first in its instructions, and ours follows.
 */
final class AnswerWriter {

    /** As chats are answered. */
    private static final double TEMPERATURE = 0.7;

    private final LanguageModel model;
    private final Prompt prompt;

    /**
     * @param model that writes
     * @param prompt tells it of the preferences
     */
    AnswerWriter(LanguageModel model, Prompt prompt) {
        this.model = model;
        this.prompt = prompt;
    }

    /** Model and version of the recipe, as provenance names them. */
    String name() {
        return model.name() + "/" + version();
    }

    /** The version of the recipe. */
    String version() {
        return prompt.version();
    }

    /**
     * Answers with the preferences in its instructions.
     *
     * @throws DroppedException if the model will not
     */
    Answer guided(List<Message> conversation, List<String> preferences) throws InterruptedException {
        return write(conversation, Stream.of(prompt.text().replace(Prompts.PREFERENCES, Texts.list(preferences))));
    }

    /**
     * Answers the bare conversation.
     *
     * @throws DroppedException if the model will not
     */
    Answer bare(List<Message> conversation) throws InterruptedException {
        return write(conversation, Stream.of());
    }

    private Answer write(List<Message> conversation, Stream<String> ours) throws InterruptedException {
        Stream<String> theirs = conversation.stream()
                .filter(message -> message.getRole() == Role.SYSTEM)
                .map(Message::getContent);
        String instructions = Stream.concat(theirs, ours).collect(Collectors.joining("\n\n"));
        List<Message> talk = conversation.stream()
                .filter(message -> message.getRole() != Role.SYSTEM)
                .toList();
        return model.ask(new Question(instructions, talk, Optional.empty(), TEMPERATURE))
                .content()
                .filter(content -> !content.isBlank())
                .map(content -> new Answer(content, model.name(), null))
                .orElseThrow(() -> new DroppedException(version(), GenerationDropReason.REFUSED));
    }
}
