using Graph.Caching.Shared;
using Graph.Invalidation;

namespace Graph.Tests.Caching.Shared;

/// <summary>Fault 13: corrupt, truncated, foreign and older bytes are a miss, and never an exception.</summary>
public sealed class Fault13BytesTests
{
    private const string Key = "v1:thing:a1";

    private static readonly EntryHeader Header =
        new(EntryFlags.Complete, new Position(7, 9), Version: 3, FetchedAt: 1_000, Ttl: 0, Extent: 0, Content: 0);

    public static TheoryData<bool, bool> Codecs => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Read_WhatWasWritten_IsTheSame(bool compresses, bool encrypts)
    {
        var codec = CodecOf(compresses, encrypts);

        var read = codec.Read<Thing>(Key, Written(codec))!;

        Assert.Equal(new Thing("a1", 3, new string('x', 500)), read.Value);
        Assert.Equal(["group:a", "list:ä"], read.Tags);
        Assert.Equal((new Position(7, 9), 3L, 1_000L), (read.Header.Position, read.Version!.Value, read.Header.FetchedAt));
        Assert.Equal(compresses, read.Header.Flags.HasFlag(EntryFlags.Compressed));
        Assert.Equal(encrypts, read.Header.Flags.HasFlag(EntryFlags.Encrypted));
    }

    [Fact]
    public void Read_AnAbsence_IsOne()
    {
        var codec = CodecOf(compresses: false, encrypts: false);
        var bytes = codec.Write(Key, Header with { Flags = EntryFlags.Absent | EntryFlags.Complete, Version = -1 }, [], EntryCodec.Encode<Thing>(null))!;

        var read = codec.Read<Thing>(Key, bytes)!;

        Assert.Null(read.Value);
        Assert.Null(read.Version);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Read_AnyByteChanged_IsAMiss(bool compresses, bool encrypts)
    {
        var codec = CodecOf(compresses, encrypts);
        var written = Written(codec);
        for (var i = 0; i < written.Length; i++)
        {
            var torn = (byte[])written.Clone();
            torn[i] ^= 0x41;

            Assert.Null(codec.Read<Thing>(Key, torn));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Read_CutAnywhere_IsAMiss(bool compresses, bool encrypts)
    {
        var codec = CodecOf(compresses, encrypts);
        var written = Written(codec);

        Assert.All(Enumerable.Range(0, written.Length), length => Assert.Null(codec.Read<Thing>(Key, written[..length])));
    }

    [Fact]
    public void Read_AnotherKeysEncryptedBytes_IsAMiss()
    {
        var codec = CodecOf(compresses: false, encrypts: true);

        Assert.Null(codec.Read<Thing>("v1:thing:b1", Written(codec)));
    }

    [Fact]
    public void Read_UnencryptedWhereEncryptionIsDemanded_IsAMiss() =>
        Assert.Null(CodecOf(compresses: false, encrypts: true).Read<Thing>(Key, Written(CodecOf(compresses: false, encrypts: false))));

    [Fact]
    public void Write_LargerThanAllowed_IsLeftOut() =>
        Assert.Null(new EntryCodec(64, 100, cipher: null).Write(Key, Header, [], EntryCodec.Encode(new Thing("a1", 3, new string('x', 500)))));

    private static byte[] Written(EntryCodec codec) =>
        codec.Write(Key, Header, ["group:a", "list:ä"], EntryCodec.Encode(new Thing("a1", 3, new string('x', 500))))!;

    private static EntryCodec CodecOf(bool compresses, bool encrypts) =>
        new(compresses ? 64 : int.MaxValue, 10_000, encrypts ? new BodyCipher([.. Enumerable.Range(0, 32).Select(i => (byte)i)]) : null);
}
