package dev.gleaner.training.teacher;

/** Is told how the teacher gets on. */
@FunctionalInterface
public interface TeacherListener {

    /**
     * The teacher was asked about one more exchange.
     *
     * @param done how many were asked about
     * @param of how many there are to ask about
     */
    void asked(int done, int of);
}
