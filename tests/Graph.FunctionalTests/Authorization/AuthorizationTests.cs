using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Authorization;

/// <summary>Everything in the schema that is not for everybody, asked for by everybody.</summary>
public sealed class AuthorizationTests(AuthorizationWorld world) : IClassFixture<AuthorizationWorld>
{
    [Theory]
    [InlineData(Role.Nobody)]
    [InlineData(Role.Other)]
    [InlineData(Role.Owner)]
    [InlineData(Role.Catalog)]
    public async Task EveryRow_AskedByARole_GivesWhatTheTableSays(Role role)
    {
        var wrong = new List<string>();
        foreach (var row in AuthorizationTable.Rows)
        {
            var answer = await world.AskAsync(row, role);
            if (answer.Judge(row.Path, row.For(role)) is { } problem)
            {
                wrong.Add($"{row.Coordinate} as {role}: {problem}: {row.Document} → {answer.Answer}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Empty(world.Graph.Upstreams.CallsWithForeignTokens);
    }

    [Fact]
    public async Task Table_HasEveryPrivateCoordinateOfTheSchema_AndNoOther()
    {
        var sdl = await world.Graph.Client.Http.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken);

        Assert.Equal(
            PrivateCoordinates.Find(sdl).Order(StringComparer.Ordinal),
            AuthorizationTable.Rows.Select(row => row.Coordinate).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PrivateCoordinates_OfASchema_AreTheGuardedOnes()
    {
        const string sdl = """
            type Query { open: Open shut: [Shut!] }
            type Open { a: Int b: Int @authenticated c: Int @requiresRole(role: "r") d: Int @freshness(ttl: "PT1S", scope: PRIVATE) e: Int @freshness(scope: PUBLIC) }
            type Shut @freshness(scope: PRIVATE) { f: Int }
            extend type Mutation { g: Int }
            """;

        Assert.Equal(["Mutation.g", "Open.b", "Open.c", "Open.d", "Query.shut", "Shut.f"], PrivateCoordinates.Find(sdl).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Expected.Value, """{"data":{"viewer":{"email":"email-of-user-1@example.com"}}}""", null)]
    [InlineData(Expected.Value, """{"data":{"viewer":{"email":"email-of-user-2@example.com"}}}""", "holds email-of-user-2@example.com")]
    [InlineData(Expected.Nothing, """{"data":{"viewer":{"email":"email-of-user-1@example.com"}}}""", "expected Nothing, got Value")]
    [InlineData(Expected.Forbidden, """{"data":{"viewer":null}}""", "expected Forbidden, got Nothing")]
    [InlineData(Expected.Forbidden, """{"data":{"viewer":null},"errors":[{"message":"m","extensions":{"code":"FORBIDDEN"}}]}""", null)]
    internal async Task Judge_OfAnAnswer_FindsWhatIsWrong(Expected expected, string body, string? problem)
    {
        using var response = new HttpResponseMessage { Content = new StringContent(body, null, "application/json") };
        var answer = new AuthorizationAnswer(await GraphQLAnswer.ReadAsync(response), "1", [], ["2"]);

        Assert.Equal(problem, answer.Judge("viewer.email", expected));
    }
}
