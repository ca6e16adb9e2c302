using Graph.HttpCaching;
using Graph.HttpCaching.Purging;

namespace Graph.Tests.HttpCaching.Purging;

public sealed class ValidatePurgingTests
{
    [Fact]
    public void Validate_WrongAddresses_ListsEachAndShowsNoSecret()
    {
        var options = new HttpCachingOptions();
        foreach (var address in (string[])["varnish:6081", "http://varnish:6081", "ftp://varnish", "/purge", "https://user:hush@varnish", ""])
        {
            options.Purge.Addresses.Add(address);
        }

        var failures = new ValidatePurging().Validate(null, options).Failures!.ToArray();

        Assert.Equal(["0", "2", "3", "4", "5"], failures.Select(failure => failure.Split(':')[3].Split(' ')[0]));
        Assert.DoesNotContain(failures, failure => failure.Contains("hush", StringComparison.Ordinal));
        Assert.Contains("HttpCaching:Purge:Addresses:0 is 'varnish:6081'; it must be an absolute http or https address", failures[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_RightAddresses_HasNoObjection()
    {
        var options = new HttpCachingOptions();
        options.Purge.Addresses.Add("http://10.0.0.7:6081/");
        options.Purge.Addresses.Add("https://cache.example");

        Assert.True(new ValidatePurging().Validate(null, options).Succeeded);
    }
}
