package convnets.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A protobuf message: numbered fields in the order in which they were added.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf's encoding</a>
 */
final class ProtoMessage {

    private final List<Field> fields = new ArrayList<>();

    /** One field with its number: how many bytes, and what writes them. */
    private record Field(IntSupplier size, Writer writer) {}

    private interface Writer {

        void write(CodedOutputStream out) throws IOException;
    }

    /** An integer or the number of an enum. */
    ProtoMessage add(int number, long value) {
        int size = CodedOutputStream.computeInt64Size(number, value);
        fields.add(new Field(() -> size, out -> out.writeInt64(number, value)));
        return this;
    }

    /** Integers, one field each. */
    ProtoMessage addAll(int number, long... values) {
        for (long value : values) {
            add(number, value);
        }
        return this;
    }

    ProtoMessage add(int number, float value) {
        int size = CodedOutputStream.computeFloatSize(number, value);
        fields.add(new Field(() -> size, out -> out.writeFloat(number, value)));
        return this;
    }

    ProtoMessage add(int number, String text) {
        int size = CodedOutputStream.computeStringSize(number, text);
        fields.add(new Field(() -> size, out -> out.writeString(number, text)));
        return this;
    }

    ProtoMessage add(int number, ProtoMessage inner) {
        return add(number, inner::size, inner::write);
    }

    /** Floats as raw bytes, the lowest first; they are asked for when they are written. */
    ProtoMessage add(int number, int count, Supplier<float[]> values) {
        return add(
                number,
                () -> count * Float.BYTES,
                out -> {
                    ByteBuffer bytes =
                            ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.asFloatBuffer().put(values.get());
                    out.writeRawBytes(bytes.array());
                });
    }

    /** The bytes of all fields. */
    int size() {
        return fields.stream().mapToInt(field -> field.size.getAsInt()).sum();
    }

    void write(CodedOutputStream out) throws IOException {
        for (Field field : fields) {
            field.writer.write(out);
        }
    }

    /** A field whose length stands before it. */
    private ProtoMessage add(int number, IntSupplier length, Writer writer) {
        int tag = CodedOutputStream.computeTagSize(number);
        fields.add(
                new Field(
                        () -> tag + sizeWithLength(length.getAsInt()),
                        out -> {
                            out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                            out.writeUInt32NoTag(length.getAsInt());
                            writer.write(out);
                        }));
        return this;
    }

    private static int sizeWithLength(int length) {
        return CodedOutputStream.computeUInt32SizeNoTag(length) + length;
    }
}
