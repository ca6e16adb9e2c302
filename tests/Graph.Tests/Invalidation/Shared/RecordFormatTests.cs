using System.Text;
using Graph.Invalidation;
using Graph.Invalidation.Shared;

namespace Graph.Tests.Invalidation.Shared;

public sealed class RecordFormatTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var record = new InvalidationRecord(
            [new KeyInvalidation("product:7"), new KeyInvalidation("product:8", 3), new KeyInvalidation("cart:ä\"", 4, Deleted: true)],
            ["products:list", ""],
            ["inventory:*"])
        {
            ForgetsVersions = true,
            Alive = ["Products"],
            FirstAt = new Position(3, 9),
        };

        var read = RecordFormat.Read(RecordFormat.Write(record, "me", 42));

        Assert.NotNull(read);
        Assert.Equal(("me", 42), (read.Origin, read.Number));
        Assert.Equal(record.Keys, read.Record.Keys);
        Assert.Equal([.. record.Tags, .. record.Patterns, .. record.Alive], [.. read.Record.Tags, .. read.Record.Patterns, .. read.Record.Alive]);
        Assert.True(read.Record.ForgetsVersions);
        Assert.Equal(new Position(3, 9), read.Record.FirstAt);
    }

    // Of an instance that knows of no such member.
    [Theory]
    [InlineData("""{"v":1,"t":["a"]}""")]
    [InlineData("""{"v":1,"t":["a"],"w":"what"}""")]
    public void Read_NoFirstPlace_IsAppendedForTheFirstTime(string bytes) =>
        Assert.Null(RecordFormat.Read(Encoding.UTF8.GetBytes(bytes))!.Record.FirstAt);

    [Fact]
    public void Write_FewNames_IsShort() => Assert.Equal(
        """{"v":1,"o":"me","n":1,"t":["a"]}""", Encoding.UTF8.GetString(RecordFormat.Write(new InvalidationRecord([], ["a"], []), "me", 1)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"t":["a"]}""")] // a newer version's
    [InlineData("""{"v":1,"t":["a"]""")] // cut
    [InlineData("""{"v":1,"t":[null]}""")]
    [InlineData("""{"v":1,"p":[null]}""")]
    [InlineData("""{"v":1,"a":[null]}""")]
    [InlineData("""{"v":1,"k":[null]}""")]
    [InlineData("""{"v":1,"k":[{"k":null}]}""")]
    [InlineData("""{"v":1,"k":[{"v":7}]}""")]
    [InlineData("""{"v":1,"t":{"a":1}}""")]
    [InlineData("ÿþ\u0000")]
    public void Read_AnythingElse_IsNothing(string bytes) => Assert.Null(RecordFormat.Read(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void Read_MembersOfALaterFormatOfThisVersion_AreLeftAside() =>
        Assert.Equal(["a"], RecordFormat.Read("""{"v":1,"z":{"y":[1]},"t":["a"]}"""u8)!.Record.Tags);
}
