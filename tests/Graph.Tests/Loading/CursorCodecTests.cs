using System.Text;
using Graph.Loading;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Loading;

public sealed class CursorCodecTests
{
    private readonly CursorCodec _codec = new(Options.Create(new CursorOptions { Secret = "a secret of the tests" }));

    [Theory]
    [InlineData(null, 0)]
    [InlineData(null, 99)]
    [InlineData("", 1)]
    [InlineData("abc", 3)]
    [InlineData("+:1/=ü", 7)]
    public void TryDecode_WhatEncodeMade_GivesThePlaceBack(string? after, int skip)
    {
        var text = _codec.Encode("things:l", new Cursor(after, skip));

        Assert.True(_codec.TryDecode("things:l", text, out var cursor));
        Assert.Equal(new Cursor(after, skip), cursor);
    }

    [Fact]
    public void TryDecode_CursorOfAnotherList_IsRefused() =>
        Assert.False(_codec.TryDecode("things:m", _codec.Encode("things:l", new Cursor("abc", 3)), out _));

    [Fact]
    public void TryDecode_AnyCharacterChanged_IsRefused()
    {
        var text = _codec.Encode("things:l", new Cursor("abc", 3));
        for (var i = 0; i < text.Length - 1; i++) // the last one may hold unused bits
        {
            var tampered = new StringBuilder(text) { [i] = text[i] == 'A' ? 'B' : 'A' }.ToString();
            Assert.False(_codec.TryDecode("things:l", tampered, out _), tampered);
        }
    }

    [Fact]
    public void TryDecode_AnyBeginningOfACursor_IsRefused()
    {
        var text = _codec.Encode("things:l", new Cursor("abc", 3));
        for (var length = 0; length < text.Length; length++)
        {
            Assert.False(_codec.TryDecode("things:l", text[..length], out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("%%%%")]
    [InlineData("MTIzNDU2Nzg5MDEyMDo=")]
    [InlineData("\0\ud800")]
    public void TryDecode_Garbage_IsRefused(string text) => Assert.False(_codec.TryDecode("things:l", text, out _));

    [Fact]
    public void TryDecode_LongText_IsRefused() => Assert.False(_codec.TryDecode("things:l", new string('A', 1_000_000), out _));

    [Fact]
    public void TryDecode_WithAnotherSecret_IsRefused()
    {
        var random = new CursorCodec(Options.Create(new CursorOptions()));

        Assert.False(random.TryDecode("things:l", _codec.Encode("things:l", new Cursor(null, 3)), out _));
    }
}
