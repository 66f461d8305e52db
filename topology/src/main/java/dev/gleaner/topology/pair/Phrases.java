package dev.gleaner.topology.pair;

import java.util.regex.Pattern;

/** What an answer's own words give away: that it declines, that it replies to a complaint, that it says nothing at all. */
final class Phrases {

    /** A refusal is short and opens as one (WildReward reads 300 characters); a long answer may decline a part and still help. */
    private static final int MAX_REFUSAL_CHARS = 300;

    private static final Pattern REFUSAL = opening(
            "(i'?m |i am |we'?re )?(so |very |really )?(sorry|afraid),? (but )?(i|we) (can'?t|can ?not|am unable|am not able|won'?t|don'?t)",
            "i (can'?t|can ?not|won'?t|am unable to|am not able to) (help|assist|provide|do|comply|create|write|share|continue|discuss|fulfil)",
            "i'?m (unable|not able) to",
            "as an? (ai|artificial|large language|language)",
            "i must (decline|refuse)",
            "(es tut mir leid|tut mir leid|leider kann ich)",
            "(je suis désolée?|désolée?),? (mais )?je ne (peux|suis)",
            "(lo siento|lo lamento),? (pero )?no (puedo|me es)",
            "(desculpe|sinto muito),? (mas )?(eu )?não posso",
            "(mi dispiace),? (ma )?non posso",
            "(抱歉|对不起|很抱歉)[，, ]*(但)?(我)?(无法|不能)",
            "申し訳(ありません|ございません)",
            "(извините|к сожалению),? (но )?я не могу",
            "죄송");

    private static final Pattern REPLY_TO_COMPLAINT = opening(
            "(oh|ah|oops|whoops|hmm|yes|yeah|absolutely|of course|okay|ok|got it|indeed|true|right|you know what)[,.!:]* "
                    + "(i see|i understand|you'?re|you are|that'?s|sorry|my|i apologi|thank|good|the (issue|problem|error))",
            "(you'?re|you are|your) (absolutely |completely |totally |quite |so |entirely |100% )?(right|correct|welcome to be)",
            "(that'?s|that is|this is) (a )?(fair|good|valid|great|correct|right|true)( point| catch| call)?",
            "(good|great|nice|excellent|fair|sharp) (catch|point|eye|spot|call|improvement|that )",
            "(exactly|perfect|great|excellent|wonderful|right|indeed|correct|ok|okay)[!.,]",
            "that('?s| is) (a |an )?(very |really )?(helpful|useful|good|great|important|clear)",
            "(that|this) (explains|clarifies|confirms|means|tells)",
            "(looking at|from|based on|according to) (the|your|this|these) (new |latest |updated )?(error|log|output|image|screenshot|message|result|console|trace|feedback)",
            "the (error|logs?|output|screenshot|traceback|stack trace|message)( message)? (suggests?|indicates?|shows?|says|means|you)",
            "thank(s| you)[,.! ]",
            "(i'?m |i am |i (do |must |really )?|so |very |my |please accept my |sincere |deepest )*(sorry|apolog|bad\\b|mistake)",
            "apolog",
            "thank(s| you) for (the correction|pointing|catching|your patience|clarif|letting me know|the feedback|flagging|the clarification|your feedback)",
            "i (now )?(see|understand|found|can see|spotted|notice) (what|the|your|now|where|why|that|an?)\\b.{0,30}(mean|issue|problem|error|mistake|concern|frustrat|confusion|bug|went wrong|went)",
            "i (misunderstood|misread|missed|overlooked|forgot|made (a|an) (mistake|error)|should have|was wrong|got that wrong|did)",
            "(i understand|understood)[,.!]",
            "(fixed|done|updated|reverted|corrected|removed|changed|resolved)\\b[,.!:— -]",
            "(i'?ve|i have) (now )?(fixed|updated|reverted|corrected|removed|changed|resolved|undone|restored|adjusted|revised)",
            "(here'?s|here is|here are) (the |an? |your )?(updated|corrected|revised|fixed|improved|new|shorter|simpler|better|modified|adjusted|reworked|cleaned)",
            "let('?s| me| us) (fix|correct|try (again|a different|another)|redo|rework|revise|revert|undo|debug|address)",
            "(try this|this should|that should|it should) (instead|now|fix|work)",
            "(now|again)[,:] ",
            "(entschuldig|tut mir leid|sie haben recht|du hast recht|stimmt)",
            "(désolée?|vous avez raison|tu as raison|pardon|excuse)",
            "(perdón|disculp|tienes razón|tiene razón|lo siento)",
            "(desculp|você tem razão|tem razão)",
            "(scusa|mi scuso|hai ragione|ha ragione)",
            "(sorry|excuses|je hebt gelijk|u heeft gelijk)",
            "(przeprasz|masz rację)",
            "(你说得对|您说得对|抱歉|对不起|不好意思|你是对的)",
            "(すみません|申し訳|ご指摘|おっしゃる通り|失礼)",
            "(вы правы|ты прав|извин|прошу прощения|простите)",
            "(죄송|맞습니다|말씀하신)",
            "(عذر|آسف|أعتذر|معك حق|أنت محق)");

    /** What a coding agent leaves in its transcript beside words. */
    private static final Pattern TOOL_CALL =
            Pattern.compile("\\[tool(: ?[^\\]]*)?\\]|^-{3,}$|^_\\*+_$", Pattern.MULTILINE);

    private static final Pattern PRODUCT_ERROR = Pattern.compile(
            "\\A\\s*(API Error|\\[?Request interrupted|Error: (4|5)\\d\\d\\b)", Pattern.CASE_INSENSITIVE);

    private Phrases() {}

    static boolean declines(String answer) {
        return answer.length() <= MAX_REFUSAL_CHARS && opensWith(REFUSAL, answer);
    }

    static boolean repliesToComplaint(String answer) {
        return opensWith(REPLY_TO_COMPLAINT, answer);
    }

    static boolean saysNothing(String answer) {
        var words = withoutToolCalls(answer);
        return words.isBlank() || PRODUCT_ERROR.matcher(words).lookingAt();
    }

    private static boolean opensWith(Pattern pattern, String answer) {
        return pattern.matcher(withoutToolCalls(answer).replace('’', '\'')).lookingAt();
    }

    private static String withoutToolCalls(String answer) {
        if (!answer.contains("[tool") && !answer.contains("---")) { // nearly all: spares a pass over the text
            return answer.strip();
        }
        return TOOL_CALL.matcher(answer).replaceAll("").strip();
    }

    /** Matches at the start, after marks of emphasis and the like. */
    private static Pattern opening(String... alternatives) {
        return Pattern.compile(
                "\\A[^\\p{L}\\p{N}]*(?:" + String.join("|", alternatives) + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
