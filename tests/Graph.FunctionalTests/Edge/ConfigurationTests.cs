using Graph.TestKit.Edge;

namespace Graph.FunctionalTests.Edge;

/// <summary>The proxies themselves take the configurations of deploy/ as they are.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Varnish_CompilesItsConfiguration()
    {
        var (exitCode, output) = await VarnishServer.CheckAsync(EdgeConfiguration.Read("varnish/default.vcl"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Varnish_RefusesAWrongConfiguration()
    {
        var (exitCode, output) = await VarnishServer.CheckAsync(EdgeConfiguration.Read("varnish/default.vcl", ("xkey.purge", "xkey.purg")));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("xkey.purg", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nginx_TakesItsConfiguration()
    {
        var (exitCode, output) = await NginxServer.CheckAsync();

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("[warn]", output, StringComparison.Ordinal);
    }
}
