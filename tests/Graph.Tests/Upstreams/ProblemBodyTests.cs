using System.Net;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Calls;

namespace Graph.Tests.Upstreams;

public sealed class ProblemBodyTests
{
    [Theory]
    [InlineData("out-of-stock", "out-of-stock")]
    [InlineData("https://example.org/problems/out-of-stock", "out-of-stock")]
    [InlineData("https://example.org/problems/out-of-stock/", "out-of-stock")]
    [InlineData("/problems/out-of-stock", "out-of-stock")]
    [InlineData("https://example.org/problems#out-of-stock", "out-of-stock")]
    [InlineData("urn:problem:out-of-stock", "out-of-stock")]
    [InlineData("about:blank", "")]
    [InlineData("/", "")]
    [InlineData("", "")]
    public void Read_Type_IsItsLastSegment(string type, string word) => Assert.Equal(word, Read($$"""{"type": "{{type}}"}""").Type);

    [Fact]
    public void Read_Members_AreTheScalarsAsText()
    {
        var problem = Read(
            """{"type": "t", "title": "No", "status": 418, "available": 2, "price": 12.50, "sold": false, "none": null, "list": [1], "object": {"a": 1}}""");

        Assert.Equal(422, problem.Status);
        Assert.Equal(
            ["available=2", "price=12.50", "sold=false", "status=418", "title=No"],
            problem.Members.Select(member => $"{member.Key}={member.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"type": 5}""")]
    [InlineData("""{"type": null}""")]
    [InlineData("""{"type": {"type": "t"}}""")]
    [InlineData("""{"type": "t" """)]
    [InlineData("""{"type": "\ud800"}""")]
    [InlineData("[1]")]
    [InlineData("3")]
    [InlineData("")]
    public void Read_WithoutAType_HasNone(string body) => Assert.Equal("", Read(body).Type);

    [Fact]
    public void Read_NestedWithoutEnd_HasNoType() => Assert.Equal("", Read("{\"type\": \"t\", \"a\": " + new string('[', 60_000)).Type);

    [Fact]
    public void Read_MemberThatIsNoText_KeepsTheOthers()
    {
        var problem = Read("""{"bad": "\ud800", "\ud800": 1, "type": "out-of-stock", "available": 2}""");

        Assert.Equal(("out-of-stock", 2), (problem.Type, problem.Int("available")));
    }

    [Fact]
    public void Read_BytesThatAreNotText_HasNoType() => Assert.Equal(
        "", ProblemBody.Read(HttpStatusCode.Conflict, new byte[] { 0xff, 0xfe, 0, 1 }).Problem.Type);

    private static Problem Read(string body) => ProblemBody.Read(HttpStatusCode.UnprocessableEntity, Encoding.UTF8.GetBytes(body)).Problem;
}
