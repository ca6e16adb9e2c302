using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Graph.Execution.Schema.Scalars;
using Graph.Execution.Values;

namespace Graph.Tests.Execution.Values;

/// <summary>The same text as the framework's own writer and the scalars' own serialization give.</summary>
public sealed class JsonTextTests
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JsonText.Encoder };

    private readonly JsonBuffer _buffer = new();

    [Fact]
    public void Write_EveryCharacter_IsAsTheFrameworkWritesIt()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            Check($"a{(char)code}b");
        }
    }

    // Eight characters are looked at together: each must be found wherever it stands among them.
    [Fact]
    public void Write_OneCharacterAmongPlainOnes_IsAsTheFrameworkWritesIt()
    {
        for (var length = 1; length <= 20; length++)
        {
            for (var at = 0; at < length; at++)
            {
                for (var code = 0; code < 0x180; code++)
                {
                    var text = new string('a', length).ToCharArray();
                    text[at] = (char)code;
                    Check(new string(text));
                }
            }
        }
    }

    [Fact]
    public void Write_RandomTexts_AreAsTheFrameworkWritesThem()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int[] limits = [128, 256, 0x3000, 0xFFFF];
        for (var i = 0; i < 20_000; i++)
        {
            var limit = limits[random.Next(limits.Length)];
            Check(string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => (char)random.Next(0, limit))));
        }
    }

    [Theory]
    [InlineData("😀 and 👨‍👩‍👧")]
    [InlineData("\ud800")]
    [InlineData("x\udc00y")]
    [InlineData("")]
    public void Write_Surrogates_AreAsTheFrameworkWritesThem(string text) => Check(text);

    [Fact]
    public void Write_Numbers_AreAsTheFrameworkWritesThem()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64());
            var exact = new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29));
            var whole = random.Next(int.MinValue, int.MaxValue);
            Assert.Equal(Written(writer => writer.WriteNumberValue(whole)), Ours(buffer => NumberFormat.Write(buffer, whole)));
            Assert.Equal(Written(writer => writer.WriteNumberValue(exact)), Ours(buffer => NumberFormat.Write(buffer, exact)));
            if (double.IsFinite(number))
            {
                Assert.Equal(Written(writer => writer.WriteNumberValue(number)), Ours(buffer => NumberFormat.Write(buffer, number)));
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Write_NumberThatJsonDoesNotHave_Throws(double number) => Assert.Throws<ArgumentException>(() => NumberFormat.Write(_buffer, number));

    [Fact]
    public void Write_Moments_AreAsTheScalarHasThem()
    {
        var random = new Random(2);
        var scalar = new DateTimeScalar();
        for (var i = 0; i < 20_000; i++)
        {
            var ticks = random.NextInt64(DateTime.MinValue.Ticks + TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
            ticks -= ticks % (long)Math.Pow(10, random.Next(0, 8));
            var moment = new DateTimeOffset(ticks, TimeSpan.FromMinutes(random.Next(-840, 841)));
            Assert.Equal($"\"{scalar.Serialize(moment)}\"", Ours(buffer => DateTimeFormat.Write(buffer, moment)));
        }
    }

    [Fact]
    public void Write_Durations_AreAsTheScalarHasThem()
    {
        var length = TimeSpan.Parse("1.02:03:04.5", CultureInfo.InvariantCulture);

        Assert.Equal($"\"{new DurationScalar().Serialize(length)}\"", Ours(buffer => DurationFormat.Write(buffer, length)));
    }

    [Fact]
    public void Formats_AreThereForEveryScalar() =>
        Assert.Equal(CustomScalars.Names.Concat(["String", "ID", "Int", "Float", "Boolean"]).Order(), ScalarFormats.Names.Order());

    private void Check(string text) => Assert.Equal(Written(writer => writer.WriteStringValue(text)), Ours(buffer => JsonText.Write(buffer, text)));

    private string Ours(Action<JsonBuffer> write)
    {
        _buffer.Length = 0;
        write(_buffer);
        return Encoding.UTF8.GetString(_buffer.Written);
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Options);
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
