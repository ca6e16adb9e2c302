using Graph.Execution.Persisted;

namespace Graph.Tests.Execution.Persisted;

public sealed class DocumentHashTests
{
    // The example of GraphQL over HTTP, "Persisted Documents".
    private const string Text = "query($id:ID!){user(id:$id){name}}";
    private const string Hex = "71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b";

    [Fact]
    public void Of_TheSpecificationsExample_IsItsHash() => Assert.Equal(Hex, DocumentHash.Of(Text).Hex);

    [Fact]
    public void Of_TextBeyondAscii_IsOfItsUtf8() =>
        Assert.Equal("9c211dc5e4588ab5e9a60b789be050b384f7d12358ca9ba671572614bb76b591", DocumentHash.Of("{ ä }").Hex);

    [Fact]
    public void TryParse_UpperCase_IsTheSameHash()
    {
        Assert.True(DocumentHash.TryParse(Hex.ToUpperInvariant(), out var hash));
        Assert.Equal(DocumentHash.Of(Text), hash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286")]
    [InlineData("71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b0")]
    [InlineData("71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286g")]
    [InlineData(" 1f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b")]
    [InlineData("\uff171f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b55528")]
    public void TryParse_AnythingElse_IsNone(string? text) => Assert.False(DocumentHash.TryParse(text, out _));

    [Theory]
    [InlineData(Hex)]
    [InlineData("SHA256:" + Hex)]
    [InlineData("md5:" + Hex)]
    [InlineData("sha256:")]
    [InlineData("sha256:sha256:" + Hex)]
    public void TryParseId_WithoutItsPrefix_IsNone(string id) => Assert.False(DocumentHash.TryParseId(id, out _));

    [Fact]
    public void TryParseId_WithItsPrefix_IsTheHash()
    {
        Assert.True(DocumentHash.TryParseId($"sha256:{Hex}", out var hash));
        Assert.Equal(Hex, hash.Hex);
    }
}
