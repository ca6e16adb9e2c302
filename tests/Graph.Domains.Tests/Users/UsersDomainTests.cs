using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Users;

public sealed class UsersDomainTests
{
    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();

    [Fact]
    public async Task User_Known_ReadsThePublicProfile()
    {
        _graph.Upstream("Users").Answer("/users?ids=5", $"[{Json.User("5")}]");

        var user = await _graph.QueryAsync<User>("user", Args.Of(("id", "5")));

        var expected = new User(
            "5", "user5", "User 5", new(2020, 5, 6, 0, 0, 0, TimeSpan.Zero), 7, new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));
        Assert.Equal(expected, user.Value);
    }

    [Fact]
    public void User_HasNoPrivateMember() =>
        Assert.DoesNotContain(typeof(User).GetProperties(), property => property.Name is "Email");
}
