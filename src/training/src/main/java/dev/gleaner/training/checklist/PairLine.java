package dev.gleaner.training.checklist;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A line of a pair file, which can say where it stands. */
record PairLine(String file, long number, JsonNode json) {

    private static final ObjectReader READER =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static PairLine parse(String file, long number, String text) {
        try {
            JsonNode json = READER.readTree(text);
            if (json.isObject()) {
                return new PairLine(file, number, json);
            }
        } catch (JacksonException e) {
            // Said below: the library's own message quotes the line
        }
        throw new PairFileException(file, number, "not a JSON object; write one object a line");
    }

    String pairId() {
        return text(json, "", "pair_id");
    }

    /** Whether it takes back the pair of its id. */
    boolean isWithdrawal() {
        return json.path("withdrawn").asBoolean(false);
    }

    /** The pair as something to ask; its checklist is empty where nobody stated preferences. */
    ChecklistItem item() {
        return new ChecklistItem(pairId(), text(json, "", "conversation_id"), prompt(), checklist());
    }

    private List<Message> prompt() {
        JsonNode messages = list("prompt");
        if (messages.isEmpty()) {
            throw fault("'prompt' is empty; a pair without a prompt cannot be asked");
        }
        List<Message> prompt = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            String at = "prompt[" + i + "].";
            prompt.add(new Message(role(text(messages.get(i), at, "role"), at), text(messages.get(i), at, "content")));
        }
        return prompt;
    }

    private Role role(String name, String at) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> fault("'" + at + "role' must be one of " + Arrays.toString(Role.values())));
    }

    private List<String> checklist() {
        List<String> checklist = new ArrayList<>();
        for (JsonNode preference : list("preferences")) {
            if (!preference.isTextual()) {
                throw fault("'preferences' must be a list of strings");
            }
            if (!preference.textValue().isBlank()) {
                checklist.add(preference.textValue().strip());
            }
        }
        return checklist;
    }

    private JsonNode list(String field) {
        JsonNode value = required(json, "", field);
        if (!value.isArray()) {
            throw fault("'" + field + "' must be a list");
        }
        return value;
    }

    private String text(JsonNode object, String at, String field) {
        JsonNode value = required(object, at, field);
        if (!value.isTextual()) {
            throw fault("'" + at + field + "' must be a string");
        }
        return value.textValue();
    }

    private JsonNode required(JsonNode object, String at, String field) {
        if (!object.hasNonNull(field)) {
            throw fault("'" + at + field + "' is missing; write the file with `gleaner pairs --format jsonl`");
        }
        return object.get(field);
    }

    private PairFileException fault(String what) {
        return new PairFileException(file, number, what);
    }
}
