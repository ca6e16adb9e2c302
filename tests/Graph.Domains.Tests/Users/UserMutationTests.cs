using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Mutations;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Users;

public sealed class UserMutationTests
{
    private readonly FakeGraph _graph = MutationGraph.Make();
    private readonly FakeUpstream _upstream;

    public UserMutationTests() => _upstream = _graph.Upstream("Users");

    [Theory]
    [InlineData("updateProfile", "PATCH /users/5", """PATCH /users/5 If-Match:2 {"avatarUrl":"https://img.example/a.png"}""")]
    [InlineData("updatePreferences", "PATCH /users/5/preferences", """PATCH /users/5/preferences If-Match:2 {"currency":"USD","language":"en-GB"}""")]
    public async Task Update_WithAnExpectedVersion_SendsItAndWhatIsGiven(string field, string sends, string sent)
    {
        _upstream.Written(sends, field == "updateProfile" ? Json.User("5") : Json.Preferences("5"));

        await _graph.MutateAsync(field, Args.Input(
            ("avatarUrl", "https://img.example/a.png"), ("currency", "USD"), ("language", "en-GB"), ("expectedVersion", 2)));

        Assert.Equal([sent], _upstream.Sent);
    }

    [Theory]
    [InlineData("updateProfile", "PATCH /users/6")]
    [InlineData("updatePreferences", "PATCH /users/6/preferences")]
    public async Task Update_IsOfTheViewersOwn(string field, string sends)
    {
        _graph.Viewer = new Viewer("6", new HashSet<string>());
        _upstream.Outcome(sends, new WriteResult<string>.NotFound());

        await _graph.MutateAsync(field, MutationCase.Of(field).Arguments);

        Assert.StartsWith(sends, Assert.Single(_upstream.Sent), StringComparison.Ordinal);
    }
}
