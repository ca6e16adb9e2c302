using System.Globalization;
using Bogus;
using Graph.Upstreams.Users;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

internal static class UserSeed
{
    public static List<User> Fill(SqliteConnection connection, Faker faker, int count)
    {
        using var users = new BulkInsert(connection, "users", 8);
        using var preferences = new BulkInsert(connection, "preferences", 6);
        var taken = new HashSet<string>();
        var made = new List<User>(count);
        for (var i = 1; i <= count; i++)
        {
            var user = Make(faker, i, taken);
            made.Add(user);
            users.Add(
                user.Id, user.Username, user.Name, user.Email, user.AvatarUrl, user.MemberSince.ToUnix(), user.Version, user.UpdatedAt.ToUnix());
            preferences.Add(
                user.Id, "EUR", faker.Random.WeightedRandom(["en", "de", "fr", "nl"], [0.6f, 0.2f, 0.1f, 0.1f]), faker.Random.Bool(0.3f), 1,
                user.UpdatedAt.ToUnix());
        }

        return made;
    }

    private static User Make(Faker faker, int number, HashSet<string> taken)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
        var username = string.Concat($"{first}.{last}".ToLowerInvariant().Where(c => char.IsAsciiLetter(c) || c == '.'));
        if (!taken.Add(username))
            username += id;
        var since = Seeder.ReferenceTime.AddMinutes(-faker.Random.Int(30 * 24 * 60, 4 * 365 * 24 * 60));
        return new User(id, username, $"{first} {last}", $"https://images.example.com/users/{id}.png", since, 1, since)
        {
            Email = $"{username}@example.com",
        };
    }
}
