using System.Net;
using Graph.Configuration;

namespace Graph.Hosting;

/// <summary>Where to listen. The server itself would tell of the first wrong address only, and when half of the process has started.</summary>
internal sealed class CheckedAddresses(IConfiguration configuration) : ICheckedOptions
{
    public IEnumerable<string> Problems() =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(address => !IsAddress(address))
            .Select(address => $"Urls has '{address}', which is no address to listen at; one is such as http://127.0.0.1:5000 or http://+:80.");

    private static bool IsAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text).Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
